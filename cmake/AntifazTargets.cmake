# Warnings for our own code only: LibTorch, OpenCV and dlib come in as system headers.
add_library(antifaz_flags INTERFACE)
target_compile_options(antifaz_flags INTERFACE -Wall -Wextra -Wshadow=local
                       $<$<BOOL:${ANTIFAZ_WERROR}>:-Werror>)
target_include_directories(antifaz_flags INTERFACE ${CMAKE_SOURCE_DIR})

# One precompiled <torch/torch.h> (25 s, 600 MB once) takes each torch unit from 13 s to 3-4 s.
file(WRITE ${CMAKE_BINARY_DIR}/torch_pch.cpp "")
add_library(antifaz_torch_pch OBJECT ${CMAKE_BINARY_DIR}/torch_pch.cpp)
target_link_libraries(antifaz_torch_pch PUBLIC antifaz_flags antifaz_torch)
target_compile_options(antifaz_torch_pch PRIVATE -fPIC)
if(ANTIFAZ_PCH)
  target_precompile_headers(antifaz_torch_pch PRIVATE <torch/torch.h>)
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
