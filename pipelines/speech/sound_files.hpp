#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/audio/sound_file.hpp"

namespace antifaz {

/// Recordings as the jobs on speech read them.
struct NamedSounds {
  std::vector<Samples> samples;    ///< all at one rate
  std::vector<std::string> names;  ///< the files' paths below the folder
  std::size_t skipped = 0;  ///< files that could not be read or are silent, told to the observer
};

/// True for .wav and .flac, any case.
bool is_sound_file(const std::filesystem::path& path);

/// The sound files below a folder (sorted), or one sound file, resampled to `rate`. Throws `Error`
/// where nothing is usable; `Stopped` where the observer wants it.
NamedSounds read_sounds(const std::filesystem::path& path, int rate, Observer& observer);

/// The recordings of the same names below another folder, equally long. Throws `Error` for one that
/// is missing or of another length.
std::vector<Samples> partners_of(const NamedSounds& sounds, const std::filesystem::path& folder,
                                 int rate, Observer& observer);

}  // namespace antifaz
