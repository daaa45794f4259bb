# Everything comes from the distribution; scripts/setup installs it.
find_package(Torch REQUIRED)
find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs objdetect dnn photo ml flann)
find_package(dlib REQUIRED)
find_package(Boost REQUIRED COMPONENTS program_options)
find_package(nlohmann_json REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
add_library(sodium ALIAS PkgConfig::sodium)
pkg_check_modules(glib REQUIRED IMPORTED_TARGET glib-2.0)
pkg_check_modules(vips REQUIRED IMPORTED_TARGET vips-cpp)
pkg_check_modules(pixbuf REQUIRED IMPORTED_TARGET gdk-pixbuf-2.0)
pkg_check_modules(exiv2 REQUIRED IMPORTED_TARGET exiv2)
pkg_check_modules(sndfile REQUIRED IMPORTED_TARGET sndfile)
pkg_check_modules(soxr REQUIRED IMPORTED_TARGET soxr)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
find_package(JPEG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(SQLite3 REQUIRED)

# libcsv has neither a CMake nor a pkg-config file.
find_library(CSV_LIBRARY csv REQUIRED)
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
add_library(antifaz_csv INTERFACE)
target_include_directories(antifaz_csv SYSTEM INTERFACE ${CSV_INCLUDE_DIR})
target_link_libraries(antifaz_csv INTERFACE ${CSV_LIBRARY})

# OpenCV's CMake variables as a target, its headers as system headers (no warnings from them).
add_library(antifaz_opencv INTERFACE)
target_include_directories(antifaz_opencv SYSTEM INTERFACE ${OpenCV_INCLUDE_DIRS})
target_link_libraries(antifaz_opencv INTERFACE ${OpenCV_LIBS})

if(Torch_VERSION VERSION_LESS 1.13)
  message(FATAL_ERROR "LibTorch 1.13 or newer is needed, found ${Torch_VERSION}")
endif()

# Newer LibTorch headers may demand C++20: ask the compiler rather than a version table.
if(CMAKE_CXX_STANDARD LESS 20 AND Torch_VERSION VERSION_GREATER_EQUAL 2.6)
  try_compile(TORCH_WITH_CXX17 ${CMAKE_BINARY_DIR}/try_torch
              SOURCES ${CMAKE_SOURCE_DIR}/cmake/try_torch.cpp
              CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${TORCH_INCLUDE_DIRS}"
              LINK_LIBRARIES ${TORCH_LIBRARIES} CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON)
  if(NOT TORCH_WITH_CXX17)
    message(STATUS "This LibTorch needs C++20")
    set(CMAKE_CXX_STANDARD 20)
  endif()
endif()

add_library(antifaz_torch INTERFACE)
target_include_directories(antifaz_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(antifaz_torch INTERFACE ${TORCH_LIBRARIES})
