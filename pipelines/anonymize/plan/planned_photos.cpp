#include "pipelines/anonymize/plan/planned_photos.hpp"

#include <utility>

#include "pipelines/anonymize/plan/row_texts.hpp"
#include "pipelines/ledger/database.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadAhead = 256;
constexpr int kUnknown = -1;  // a label that is none
constexpr char kPhotoColumns[] =
    "number, folders, name, fault, label, person, older_stands, people";
constexpr char kOutcomeColumns[] =
    "number, folders, name, kind, reason, left_out, faces, written, before, search";

// What is lost with the process needs no journal. Places have a table of their own, which is
// nothing but their index.
constexpr char kTables[] =
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000; "
    "CREATE TABLE photographs (number INTEGER PRIMARY KEY, kind INTEGER, folders INTEGER, "
    "name BLOB, fault BLOB, label INTEGER, person BLOB, older_stands INTEGER, reason BLOB, "
    "left_out BLOB, faces TEXT, written INTEGER, before INTEGER, search TEXT, people TEXT); "
    "CREATE TABLE places (place BLOB, number INTEGER, PRIMARY KEY (place, number)) WITHOUT ROWID; "
    "BEGIN";

std::string select(const char* columns, const char* which) {
  return std::string("SELECT ") + columns + " FROM photographs WHERE " + which;
}

}  // namespace

struct PlannedPhotos::Table {
  struct WithTables : Database {  // there before the statements are
    WithTables() { run(kTables); }
  };

  WithTables database;
  Statement insert{database, "INSERT INTO photographs (" + std::string(kPhotoColumns) +
                                 ") VALUES (?,?,?,?,NULL,NULL,?,NULL)"};
  Statement insert_place{database, "INSERT INTO places VALUES (?,?)"};
  Statement at{database, select(kPhotoColumns,
                                "number IN (SELECT number FROM places WHERE place = ?) "
                                "ORDER BY number")};
  Statement label{database, "UPDATE photographs SET label = ?, person = ? WHERE number = ?"};
  Statement person{database, "UPDATE photographs SET person = ? WHERE number = ?"};
  Statement people{database, "UPDATE photographs SET people = ? WHERE number = ?"};
  Statement reopen{database,
                   "UPDATE photographs SET kind = NULL, older_stands = 1 WHERE number = ?"};
  Statement outcome{database,
                    "UPDATE photographs SET kind = ?, reason = ?, left_out = ?, faces = ?, "
                    "written = ?, before = ?, search = ? WHERE number = ?"};
  Statement after{database, select(kPhotoColumns, "number > ? ORDER BY number LIMIT ?")};
  Statement open_after{
      database, select(kPhotoColumns, "number > ? AND kind IS NULL ORDER BY number LIMIT ?")};
  Statement outcome_at{database, select(kOutcomeColumns, "number = ? AND kind IS NOT NULL")};
  Statement groups{database,
                   "SELECT COUNT(*), SUM(size), SUM(size > 1), MAX(size) FROM (SELECT COUNT(*) AS "
                   "size FROM photographs WHERE LENGTH(person) > 0 GROUP BY person)"};
  Statement outcomes_after{
      database, select(kOutcomeColumns, "number > ? AND kind IS NOT NULL ORDER BY number LIMIT ?")};
};

PlannedPhotos::PlannedPhotos() : table_(std::make_unique<Table>()) {}

PlannedPhotos::~PlannedPhotos() = default;

void PlannedPhotos::begin_input(const fs::path& input, const fs::path& output) {
  folders_.push_back({input, output});
}

PlannedPhoto PlannedPhotos::next(const fs::path& name, const std::string& fault) const {
  PlannedPhoto photo;
  photo.input = folders_.back().input / name;
  photo.output = folders_.back().output / name;
  photo.name = name.generic_string();
  photo.fault = fault;
  photo.number = static_cast<std::int64_t>(size_) + 1;
  return photo;
}

void PlannedPhotos::add(const PlannedPhoto& photo, const std::string& place) {
  Statement& insert = table_->insert;
  insert.bind_number(1, photo.number);
  insert.bind_number(2, static_cast<std::int64_t>(folders_.size()) - 1);
  insert.bind_bytes(3, photo.name);
  insert.bind_bytes(4, photo.fault);
  insert.bind_number(5, photo.older_stands);
  insert.step();
  table_->insert_place.bind_bytes(1, place);
  table_->insert_place.bind_number(2, photo.number);
  table_->insert_place.step();
  ++size_;
}

std::vector<PlannedPhoto> PlannedPhotos::at(const std::string& place) {
  std::vector<PlannedPhoto> photos;
  table_->at.bind_bytes(1, place);
  while (table_->at.step()) photos.push_back(photo_of_row(table_->at));
  return photos;
}

void PlannedPhotos::set_label(std::int64_t number, std::optional<Gender> label,
                              const std::string& person) {
  table_->label.bind_number(1, label ? static_cast<int>(*label) : kUnknown);
  table_->label.bind_bytes(2, person);
  table_->label.bind_number(3, number);
  table_->label.step();
}

void PlannedPhotos::set_person(std::int64_t number, const std::string& person) {
  table_->person.bind_bytes(1, person);
  table_->person.bind_number(2, number);
  table_->person.step();
}

void PlannedPhotos::set_people(std::int64_t number, const std::vector<FaceOfPerson>& people) {
  table_->people.bind_text(1, people_text(people));
  table_->people.bind_number(2, number);
  table_->people.step();
}

void PlannedPhotos::reopen(std::int64_t number) {
  table_->reopen.bind_number(1, number);
  table_->reopen.step();
}

std::optional<Outcome> PlannedPhotos::outcome(std::int64_t number) {
  table_->outcome_at.bind_number(1, number);
  std::optional<Outcome> found;
  while (table_->outcome_at.step()) found = outcome_of_row(table_->outcome_at);
  return found;
}

Grouping PlannedPhotos::people() const {
  Grouping found;
  while (table_->groups.step()) {
    found.groups = static_cast<std::size_t>(table_->groups.number(0));
    if (found.groups == 0) continue;
    found.members = static_cast<std::size_t>(table_->groups.number(1));
    found.several = static_cast<std::size_t>(table_->groups.number(2));
    found.largest = static_cast<std::size_t>(table_->groups.number(3));
  }
  return found;
}

void PlannedPhotos::set_outcome(const Outcome& outcome) {
  Statement& update = table_->outcome;
  update.bind_number(1, static_cast<int>(outcome.kind));
  update.bind_bytes(2, outcome.reason);
  update.bind_bytes(3, outcome.left_out);
  update.bind_text(4, faces_text(outcome.faces));
  update.bind_number(5, !outcome.output.empty());
  update.bind_number(6, outcome.before);
  update.bind_text(7, search_text(outcome));
  update.bind_number(8, outcome.number);
  update.step();
}

std::vector<PlannedPhoto> PlannedPhotos::after(std::int64_t number, std::size_t count,
                                               bool open_only) {
  Statement& select = open_only ? table_->open_after : table_->after;
  select.bind_number(1, number);
  select.bind_number(2, static_cast<std::int64_t>(count));
  std::vector<PlannedPhoto> photos;
  while (select.step()) photos.push_back(photo_of_row(select));
  return photos;
}

void PlannedPhotos::each_outcome(const std::function<void(const Outcome&)>& visit) {
  std::int64_t last = 0;
  for (;;) {
    std::vector<Outcome> some;
    table_->outcomes_after.bind_number(1, last);
    table_->outcomes_after.bind_number(2, kReadAhead);
    while (table_->outcomes_after.step()) some.push_back(outcome_of_row(table_->outcomes_after));
    if (some.empty()) return;
    last = some.back().number;
    for (const Outcome& outcome : some) visit(outcome);
  }
}

PlannedPhoto PlannedPhotos::photo_of_row(const Statement& row) const {
  const Folders& folders = folders_.at(static_cast<std::size_t>(row.number(1)));
  PlannedPhoto photo;
  photo.number = row.number(0);
  photo.name = row.bytes(2);
  photo.input = folders.input / photo.name;
  photo.output = folders.output / photo.name;
  photo.fault = row.bytes(3);
  if (row.has(4) && row.number(4) != kUnknown) photo.label = static_cast<Gender>(row.number(4));
  photo.person = row.bytes(5);
  photo.older_stands = row.number(6) != 0;
  if (row.has(7)) photo.people = people_of(row.bytes(7));
  return photo;
}

Outcome PlannedPhotos::outcome_of_row(const Statement& row) const {
  const Folders& folders = folders_.at(static_cast<std::size_t>(row.number(1)));
  Outcome outcome;
  outcome.number = row.number(0);
  outcome.input = folders.input / row.bytes(2);
  outcome.kind = static_cast<OutcomeKind>(row.number(3));
  outcome.reason = row.bytes(4);
  outcome.left_out = row.bytes(5);
  outcome.faces = faces_of(row.bytes(6));
  if (row.number(7) != 0) outcome.output = folders.output / row.bytes(2);
  outcome.before = row.number(8) != 0;
  read_search(row.bytes(9), outcome);
  return outcome;
}

std::optional<PlannedPhoto> OpenPhotos::next() {
  if (read_ == ahead_.size()) {
    ahead_ = photos_.after(last_, kReadAhead, true);
    read_ = 0;
    if (ahead_.empty()) return std::nullopt;
    last_ = ahead_.back().number;
  }
  return std::move(ahead_[read_++]);
}

}  // namespace antifaz
