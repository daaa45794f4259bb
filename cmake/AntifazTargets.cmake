# Warnings for our own code only: LibTorch, OpenCV and dlib come in as system headers.
add_library(antifaz_flags INTERFACE)
target_compile_options(antifaz_flags INTERFACE -Wall -Wextra $<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>
                       $<$<BOOL:${ANTIFAZ_WERROR}>:-Werror>)
target_include_directories(antifaz_flags INTERFACE ${CMAKE_SOURCE_DIR})

# The headers that most torch units include, precompiled once; what fewer need (functional, optim) each includes itself,
# and nobody <torch/torch.h>. With clang, which instantiates the templates of a precompiled header once, a unit takes 4-6 s;
# with g++, which does so again in every unit, 10-15 s.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/torch_pch.cpp CONTENT "")
add_library(antifaz_torch_pch OBJECT ${CMAKE_BINARY_DIR}/torch_pch.cpp)
target_link_libraries(antifaz_torch_pch PUBLIC antifaz_flags antifaz_torch)
target_compile_options(antifaz_torch_pch PRIVATE -fPIC)
if(ANTIFAZ_PCH)
  # ivalue.h first: LibTorch 1.13 compiles as C++20 with clang only in this order.
  target_precompile_headers(antifaz_torch_pch PRIVATE <ATen/core/ivalue.h> <torch/types.h> <torch/utils.h> <torch/nn/module.h>
    <torch/nn/pimpl.h> <torch/nn/modules/container/sequential.h> <torch/nn/modules/conv.h>
    <torch/nn/modules/linear.h> <torch/nn/modules/batchnorm.h>)
endif()

function(antifaz_use_torch target)
  target_link_libraries(${target} PUBLIC antifaz_torch)
  # -fPIC for programs too (CMake's property would say -fPIE): the precompiled header is usable only with equal flags.
  target_compile_options(${target} PRIVATE -fPIC)
  if(ANTIFAZ_PCH)
    target_precompile_headers(${target} REUSE_FROM antifaz_torch_pch)
  endif()
endfunction()

# antifaz_library(NAME [TORCH] FOLDER dir... [EXCLUDE file...] | SOURCES file... [LINK public...] [PRIVATE lib...])
# Makes the static library antifaz_NAME from every .cpp file of its folders.
function(antifaz_library name)
  cmake_parse_arguments(ARG "TORCH" "" "FOLDER;EXCLUDE;SOURCES;LINK;PRIVATE" ${ARGN})
  set(sources ${ARG_SOURCES})
  foreach(folder ${ARG_FOLDER})
    file(GLOB found CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${folder}/*.cpp)
    list(APPEND sources ${found})
  endforeach()
  list(REMOVE_ITEM sources ${ARG_EXCLUDE})
  add_library(antifaz_${name} STATIC ${sources})
  target_link_libraries(antifaz_${name} PUBLIC antifaz_flags ${ARG_LINK} PRIVATE ${ARG_PRIVATE})
  if(ARG_TORCH)
    antifaz_use_torch(antifaz_${name})
  endif()
endfunction()
