#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/anonymize/anonymize_report.hpp"
#include "src/core/labels.hpp"

namespace antifaz {

class Statement;

/// A face of a photograph and whom it shows.
struct FaceOfPerson {
  cv::Rect2f box;
  std::string person;  ///< letters and digits, alike for all faces of a person
};

/// One photograph to protect.
struct PlannedPhoto {
  std::filesystem::path input, output;
  std::string name;             ///< path relative to its input ('/' between folders)
  std::string fault;            ///< why it can't be read, known already; empty where it is not
  std::optional<Gender> label;  ///< of its main face, where the labels have one
  std::string person;           ///< its main face's subject, where the labels or its name tell one
  std::vector<FaceOfPerson> people = {};  ///< whom its faces show, where they themselves told it
  bool older_stands = false;  ///< an earlier run wrote for it, and that may still be there
  std::int64_t number = 0;    ///< its place in the plan, from 1
};

/// The photographs of a plan in order, and what became of each. However many they are, they take a
/// few MB of memory: they lie in a temporary file of SQLite's that has no name and is gone with the
/// process (the environment's TMPDIR says where). Throws `Error` where that can't be written.
class PlannedPhotos {
 public:
  PlannedPhotos();
  ~PlannedPhotos();
  PlannedPhotos(const PlannedPhotos&) = delete;
  PlannedPhotos& operator=(const PlannedPhotos&) = delete;

  /// The folders that the inputs and outputs of the photographs added from now on begin with.
  void begin_input(const std::filesystem::path& input, const std::filesystem::path& output);
  /// The photograph of this name below them, as it will be numbered.
  PlannedPhoto next(const std::filesystem::path& name, const std::string& fault) const;
  /// Adds what `next` returned. `place`: where it will be written, alike for whatever must not be
  /// written together.
  void add(const PlannedPhoto& photo, const std::string& place);
  /// Those added with this place, in order.
  std::vector<PlannedPhoto> at(const std::string& place);

  void set_label(std::int64_t number, std::optional<Gender> label, const std::string& person);
  /// Whom its main face shows, and whom its faces show.
  void set_person(std::int64_t number, const std::string& person);
  void set_people(std::int64_t number, const std::vector<FaceOfPerson>& people);
  /// What became of the photograph `outcome.number`.
  void set_outcome(const Outcome& outcome);

  /// What is known of the photograph; empty where nothing has become of it yet.
  std::optional<Outcome> outcome(std::int64_t number);
  /// Nothing has become of the photograph, but something older may stand in its place.
  void reopen(std::int64_t number);

  std::size_t size() const { return size_; }
  /// How many photographs have a person, and how many people: members, groups, several and largest.
  Grouping people() const;
  /// Up to `count` photographs behind `number`, in order; only those that nothing is known to have
  /// become of yet where `open_only`.
  std::vector<PlannedPhoto> after(std::int64_t number, std::size_t count, bool open_only);
  /// Tells every outcome in order; `visit` may call `set_outcome`.
  void each_outcome(const std::function<void(const Outcome&)>& visit);

 private:
  struct Table;
  struct Folders {
    std::filesystem::path input, output;
  };

  PlannedPhoto photo_of_row(const Statement& row) const;
  Outcome outcome_of_row(const Statement& row) const;

  std::vector<Folders> folders_;
  std::size_t size_ = 0;
  std::unique_ptr<Table> table_;
};

/// The photographs of a plan that are still to be done, one after the other.
class OpenPhotos {
 public:
  /// `photos` must outlive it.
  explicit OpenPhotos(PlannedPhotos& photos) : photos_(photos) {}
  /// Empty after the last one.
  std::optional<PlannedPhoto> next();

 private:
  PlannedPhotos& photos_;
  std::vector<PlannedPhoto> ahead_;
  std::size_t read_ = 0;
  std::int64_t last_ = 0;
};

}  // namespace antifaz
