# antifaz_embed_text(TARGET header variable file [variable file]...): gives TARGET a C++ file in which each variable
# (std::string_view in namespace antifaz, declared in `header`) holds the text of a file.
function(antifaz_embed_text target header)
  set(output ${CMAKE_BINARY_DIR}/${target}_assets.cpp)
  set(definitions "")
  list(LENGTH ARGN count)
  math(EXPR last "${count} - 1")
  foreach(i RANGE 0 ${last} 2)
    math(EXPR next "${i} + 1")
    list(GET ARGN ${i} variable)
    list(GET ARGN ${next} path)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${path})
    file(READ ${CMAKE_SOURCE_DIR}/${path} text)
    string(APPEND definitions "const std::string_view ${variable} = R\"embedded(${text})embedded\";\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY
       CONTENT "#include \"@header@\"\n\nnamespace antifaz {\n\n@definitions@\n}  // namespace antifaz\n")
  target_sources(${target} PRIVATE ${output})
endfunction()
