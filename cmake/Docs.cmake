# The target `docs`, where Doxygen (Debian: doxygen) is found: the comments of the headers as pages in docs/html of the build
# folder. A comment that Doxygen can't read, or that names a parameter which is not there, is an error.
find_package(Doxygen QUIET)
if(DOXYGEN_FOUND)
  set(DOXYGEN_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/docs)
  set(DOXYGEN_FILE_PATTERNS *.hpp)
  set(DOXYGEN_STRIP_FROM_PATH ${CMAKE_SOURCE_DIR})
  set(DOXYGEN_FULL_PATH_NAMES YES)
  set(DOXYGEN_JAVADOC_AUTOBRIEF YES)
  set(DOXYGEN_AUTOLINK_SUPPORT NO)  # our comments speak of things, not in links
  set(DOXYGEN_EXTRACT_ALL YES)
  set(DOXYGEN_HAVE_DOT NO)
  set(DOXYGEN_QUIET YES)
  set(DOXYGEN_WARN_AS_ERROR FAIL_ON_WARNINGS)
  doxygen_add_docs(docs src models pipelines WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                   COMMENT "Reading the headers' comments into docs/html")
endif()
