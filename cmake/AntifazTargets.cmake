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

# The library of a folder: antifaz_models_judges of models/judges; "src/" is left out.
function(antifaz_target_of folder result)
  string(REGEX REPLACE "^src/" "" name ${folder})
  string(REPLACE "/" "_" name ${name})
  set(${result} antifaz_${name} PARENT_SCOPE)
endfunction()

# antifaz_library(FOLDER [TORCH] [FOLDERS dir...] [EXCLUDE file...] [USES folder...] [LINK public...] [PRIVATE lib...])
# Makes a static library of every .cpp file of the folder (of FOLDERS where it spreads over several).
function(antifaz_library folder)
  cmake_parse_arguments(ARG "TORCH" "" "FOLDERS;EXCLUDE;USES;LINK;PRIVATE" ${ARGN})
  if(NOT ARG_FOLDERS)
    set(ARG_FOLDERS ${folder})
  endif()
  set(sources "")
  foreach(one ${ARG_FOLDERS})
    file(GLOB found CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${one}/*.cpp)
    list(APPEND sources ${found})
  endforeach()
  list(REMOVE_ITEM sources ${ARG_EXCLUDE})
  antifaz_target_of(${folder} name)
  add_library(${name} STATIC ${sources})
  set(used "")
  foreach(one ${ARG_USES})
    antifaz_target_of(${one} target)
    list(APPEND used ${target})
  endforeach()
  target_link_libraries(${name} PUBLIC antifaz_flags ${used} ${ARG_LINK} PRIVATE ${ARG_PRIVATE})
  if(ARG_TORCH)
    antifaz_use_torch(${name})
  endif()
endfunction()
