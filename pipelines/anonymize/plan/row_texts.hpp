#pragma once

#include <string>
#include <vector>

#include "pipelines/anonymize/plan/planned_photos.hpp"

namespace antifaz {

/// Lists as JSON, in the rows of planned photographs: written and read by one process.
std::string faces_text(const std::vector<ProtectedFace>& faces);
std::vector<ProtectedFace> faces_of(const std::string& text);
std::string people_text(const std::vector<FaceOfPerson>& people);
std::vector<FaceOfPerson> people_of(const std::string& text);
/// How large a face was looked for, and the marks.
std::string search_text(const Outcome& outcome);
void read_search(const std::string& text, Outcome& outcome);

}  // namespace antifaz
