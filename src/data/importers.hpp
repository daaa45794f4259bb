#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "src/data/manifest.hpp"

namespace antifaz {

/// A public data set's own way of writing labels, as a manifest. What could not be understood is
/// listed, one line each: "<file>:<line>: <what>" for a list, "<image>: <what>" for an image.
struct Import {
  Manifest manifest;
  std::vector<std::string> problems;
  /// What else a user should know of the labels, one line each (`LabelMatch::messages`).
  std::vector<std::string> notes = {};
};

/// UTKFace (Zhang et al. 2017): everything is in the name, `[age]_[gender]_[race]_[date].jpg`,
/// where gender is 0 male, 1 female. Gives the columns age and ethnicity (white, black, asian,
/// indian, other); no subjects. An image of another name is a problem and not in the manifest (the
/// original data set holds a few).
Import import_utkface(const std::filesystem::path& folder);

/// LFW (Huang et al. 2007): `Person_Name/Person_Name_0001.jpg`; the folder is the subject. An image
/// elsewhere is a problem and not in the manifest. `male_names` and `female_names` (may be empty
/// paths) are lists of image names, one a line; an image in neither or both has no gender.
Import import_lfw(const std::filesystem::path& folder, const std::filesystem::path& male_names = {},
                  const std::filesystem::path& female_names = {});

/// CelebA (Liu et al. 2015): images in one folder, gender from the `Male` column (1 or -1) of
/// `list_attr_celeba.txt` (number of images, attribute names, then one image a line), subjects from
/// `identity_CelebA.txt` (image and number; may be an empty path). Images without attributes are
/// problems and not in the manifest; so are lines that can't be understood. How many listed images
/// are not in the folder is one problem: a part of CelebA is a usual thing to have.
Import import_celeba(const std::filesystem::path& folder, const std::filesystem::path& attributes,
                     const std::filesystem::path& identities = {});

}  // namespace antifaz
