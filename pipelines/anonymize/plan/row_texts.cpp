#include "pipelines/anonymize/plan/row_texts.hpp"

#include <nlohmann/json.hpp>

namespace antifaz {
namespace {

constexpr int kNoLabel = -1;  // a label that is none

}  // namespace

std::string faces_text(const std::vector<ProtectedFace>& faces) {
  nlohmann::json list = nlohmann::json::array();
  for (const ProtectedFace& face : faces) {
    list.push_back({face.box.x, face.box.y, face.box.width, face.box.height,
                    static_cast<int>(face.target),
                    face.label ? static_cast<int>(*face.label) : kNoLabel, face.label_estimated,
                    face.score, static_cast<int>(face.fate), face.doubtful, face.person});
  }
  return list.dump();
}

std::vector<ProtectedFace> faces_of(const std::string& text) {
  std::vector<ProtectedFace> faces;
  for (const nlohmann::json& one : nlohmann::json::parse(text)) {
    ProtectedFace face;
    face.box = {one[0], one[1], one[2], one[3]};
    face.target = static_cast<Target>(one[4].get<int>());
    if (one[5] != kNoLabel) face.label = static_cast<Gender>(one[5].get<int>());
    face.label_estimated = one[6];
    face.score = one[7];
    face.fate = static_cast<FaceFate>(one[8].get<int>());
    face.doubtful = one[9];
    face.person = one[10];
    faces.push_back(face);
  }
  return faces;
}

std::string people_text(const std::vector<FaceOfPerson>& people) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& [box, person] : people) {
    list.push_back({box.x, box.y, box.width, box.height, person});
  }
  return list.dump();
}

std::vector<FaceOfPerson> people_of(const std::string& text) {
  std::vector<FaceOfPerson> people;
  for (const nlohmann::json& one : nlohmann::json::parse(text)) {
    people.push_back({{one[0], one[1], one[2], one[3]}, one[4]});
  }
  return people;
}

std::string search_text(const Outcome& outcome) {
  nlohmann::json list = {outcome.smallest_face};
  for (const PhotoMark mark : outcome.marks) list.push_back(static_cast<int>(mark));
  return list.dump();
}

void read_search(const std::string& text, Outcome& outcome) {
  const nlohmann::json list = nlohmann::json::parse(text);
  outcome.smallest_face = list[0];
  for (std::size_t i = 1; i < list.size(); ++i) {
    outcome.marks.push_back(static_cast<PhotoMark>(list[i].get<int>()));
  }
}

}  // namespace antifaz
