#include "pipelines/speech/sound_files.hpp"

#include <algorithm>
#include <map>

#include "src/audio/noise.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> sound_files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && is_sound_file(entry.path())) {
      files.push_back(entry.path().lexically_relative(folder));
    }
  }
  if (files.empty()) throw Error(folder, "holds no .wav or .flac file");
  std::sort(files.begin(), files.end());
  return files;
}

Samples read_speech(const fs::path& file, int rate) {
  Samples samples = resampled(read_sound(file), rate).samples;
  if (rms(samples) == 0) throw Error(file, "is silent");
  return samples;
}

}  // namespace

bool is_sound_file(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension == ".wav" || extension == ".flac";
}

NamedSounds read_sounds(const fs::path& path, int rate, Observer& observer) {
  if (!fs::exists(path)) throw Error(path, "is not there");
  if (!fs::is_directory(path)) return {{read_speech(path, rate)}, {path.filename().string()}, 0};
  NamedSounds sounds;
  for (const fs::path& file : sound_files_below(path)) {
    if (observer.wants_stop()) throw Stopped("stopped while sounds were read; nothing was written");
    try {
      sounds.samples.push_back(read_speech(path / file, rate));
      sounds.names.push_back(file.string());
    } catch (const Error& error) {
      observer.message(error.what());
      ++sounds.skipped;
    }
  }
  if (sounds.samples.empty()) throw Error(path, "holds no sound that can be read");
  return sounds;
}

std::vector<Samples> partners_of(const NamedSounds& sounds, const fs::path& folder, int rate,
                                 Observer& observer) {
  const NamedSounds all = read_sounds(folder, rate, observer);
  std::map<std::string, const Samples*> by_name;
  for (std::size_t i = 0; i < all.names.size(); ++i) by_name[all.names[i]] = &all.samples[i];
  std::vector<Samples> partners;
  for (std::size_t i = 0; i < sounds.names.size(); ++i) {
    const auto found = by_name.find(sounds.names[i]);
    if (found == by_name.end()) throw Error(folder, "has no partner of " + sounds.names[i]);
    if (found->second->size() != sounds.samples[i].size()) {
      throw Error(folder / sounds.names[i], "is not as long as its partner");
    }
    partners.push_back(*found->second);
  }
  return partners;
}

}  // namespace antifaz
