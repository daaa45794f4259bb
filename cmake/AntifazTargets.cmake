# Warnings for our own code only: LibTorch, OpenCV and dlib come in as system headers.
add_library(antifaz_flags INTERFACE)
target_compile_options(antifaz_flags INTERFACE -Wall -Wextra $<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>
                       $<$<BOOL:${ANTIFAZ_WERROR}>:-Werror>)
target_include_directories(antifaz_flags INTERFACE ${CMAKE_SOURCE_DIR})

# The headers that most torch units include; what fewer need (functional, optim) each includes itself, and nobody
# <torch/torch.h>. ivalue.h first: LibTorch 1.13 compiles as C++20 with clang only in this order.
set(ANTIFAZ_TORCH_HEADERS <ATen/core/ivalue.h> <torch/types.h> <torch/utils.h> <torch/nn/module.h> <torch/nn/pimpl.h>
  <torch/nn/modules/container/sequential.h> <torch/nn/modules/conv.h> <torch/nn/modules/linear.h>
  <torch/nn/modules/batchnorm.h>)

# antifaz_pch(NAME HEADERS header... [LINK lib...]): headers precompiled once, for the targets that antifaz_use_pch gives
# them to. With clang, which instantiates the templates of a precompiled header once, a torch unit takes 4-6 s; with g++,
# which does so again in every unit, 10-15 s.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/empty.cpp CONTENT "")
function(antifaz_pch name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINK" ${ARGN})
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/empty.cpp)
  target_link_libraries(${name} PUBLIC antifaz_flags ${ARG_LINK})
  # -fPIC for programs too (CMake's property would say -fPIE): a precompiled header is usable only with equal flags.
  target_compile_options(${name} PRIVATE -fPIC)
  if(ANTIFAZ_PCH)
    target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
  endif()
endfunction()

function(antifaz_use_pch target pch)
  target_compile_options(${target} PRIVATE -fPIC)
  if(ANTIFAZ_PCH)
    target_precompile_headers(${target} REUSE_FROM ${pch})
  endif()
endfunction()

antifaz_pch(antifaz_torch_pch HEADERS ${ANTIFAZ_TORCH_HEADERS} LINK antifaz_torch)

# antifaz_use_torch(TARGET [PCH name]): links LibTorch, with its precompiled headers.
function(antifaz_use_torch target)
  cmake_parse_arguments(ARG "" "PCH" "" ${ARGN})
  if(NOT ARG_PCH)
    set(ARG_PCH antifaz_torch_pch)
  endif()
  target_link_libraries(${target} PUBLIC antifaz_torch)
  antifaz_use_pch(${target} ${ARG_PCH})
endfunction()

# The library of a folder: antifaz_models_judges of models/judges; "src/" is left out.
function(antifaz_target_of folder result)
  string(REGEX REPLACE "^src/" "" name ${folder})
  string(REPLACE "/" "_" name ${name})
  set(${result} antifaz_${name} PARENT_SCOPE)
endfunction()

# antifaz_library(FOLDER [TORCH] [LINK_ONLY] [FOLDERS dir...] [EXCLUDE file...] [USES folder...] [LINK public...]
#                 [PRIVATE lib...])
# Makes a static library of every .cpp file of the folder (of FOLDERS where it spreads over several). LINK_ONLY: it gets no
# include path from whom it uses, and so compiles only while their headers need no library that it doesn't name itself.
function(antifaz_library folder)
  cmake_parse_arguments(ARG "TORCH;LINK_ONLY" "" "FOLDERS;EXCLUDE;USES;LINK;PRIVATE" ${ARGN})
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
  if(ARG_LINK_ONLY)
    list(TRANSFORM used REPLACE "(.+)" "$<LINK_ONLY:\\1>")
  endif()
  target_link_libraries(${name} PUBLIC antifaz_flags ${used} ${ARG_LINK} PRIVATE ${ARG_PRIVATE})
  if(ARG_TORCH)
    antifaz_use_torch(${name})
  endif()
endfunction()

# antifaz_no_unity(TARGET...): these compile file by file also where the others are one unit each (preset release): two of
# their files give something in their unnamed namespaces the same name.
function(antifaz_no_unity)
  set_target_properties(${ARGN} PROPERTIES UNITY_BUILD OFF)
endfunction()
