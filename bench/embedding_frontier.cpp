// How far can gallery attackers be confounded at what match rate, if a protector could put a face's
// embedding anywhere? No image need exist for such an embedding: this is what the matcher's space
// allows. Prints a table, and plots it with what `antifaz evaluate` measured of real protections.
//
//   embedding_frontier LFW --matcher FILE --detector FILE --data CHIPS... --output FILE.svg
//                      [--report [LABEL=]FILE...] [--faces N] [--keep FILE] [--threads N]
//
// LFW holds manifest.csv with subject and gender, and pairs.csv. The matcher is a network
// (.safetensors, TorchScript) or dlib's (.dat), whose embeddings are brought to length 1. CHIPS are
// folders of `antifaz prepare` whose people are not tested; what is erased is fitted to N faces of
// each (4000). --keep writes the embeddings to FILE, or reads them again from there.

#include <ATen/Parallel.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "bench/frontier_plot.hpp"
#include "bench/ideal_protections.hpp"
#include "models/detection/detector_choice.hpp"
#include "models/judges/network_judges.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"

namespace {

using namespace antifaz;

constexpr char kUsage[] =
    "usage: embedding_frontier LFW --matcher FILE --detector FILE --data CHIPS... --output "
    "FILE.svg\n                          [--report [LABEL=]FILE...] [--faces N] [--keep FILE] "
    "[--threads N]\n";

/// The command line: every word belongs to the option before it, and to "" before the first.
class Arguments {
 public:
  Arguments(int argc, char** argv) {
    std::string option;
    for (int i = 1; i < argc; ++i) {
      const std::string word = argv[i];
      if (word.rfind("--", 0) == 0) {
        option = word.substr(2);
        static const std::string known[] = {"matcher", "detector", "data", "output",
                                            "report",  "faces",    "keep", "threads"};
        if (std::find(std::begin(known), std::end(known), option) == std::end(known)) {
          throw UsageError("no such option: " + word);
        }
        given_[option];
      } else {
        given_[option].push_back(word);
      }
    }
  }

  const std::vector<std::string>& all(const std::string& option) { return given_[option]; }

  std::string one(const std::string& option, const std::string& otherwise) {
    const auto& words = given_[option];
    if (words.size() > 1) throw UsageError("--" + option + " takes one value");
    return words.empty() ? otherwise : words.front();
  }

  std::string needed(const std::string& option) {
    const std::string word = one(option, "");
    if (word.empty())
      throw UsageError(option.empty() ? "LFW is missing" : "--" + option + " is missing");
    return word;
  }

  int whole(const std::string& option, int otherwise) {
    const std::string word = one(option, std::to_string(otherwise));
    const bool digits = !word.empty() && word.size() < 9 &&
                        word.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || std::stoi(word) == 0) throw UsageError("--" + option + " must be 1 or more");
    return std::stoi(word);
  }

 private:
  std::map<std::string, std::vector<std::string>> given_;
};

struct ToStderr : Observer {
  void progress(const Progress& p) override {
    if (p.done == p.total) std::cerr << p.stage << ": " << p.total << " images\n";
  }
  void message(const std::string& line) override { std::cerr << line << "\n"; }
};

void add_row(TextTable& table, const std::string& name, const FrontierPoint& p) {
  const auto rates = [](double matched, double false_matched) {
    return fixed(100 * matched, 1) + " / " + fixed(100 * false_matched, 2);
  };
  table.add_row({name, p.amount, fixed(p.cosine, 3), rates(p.matched, p.false_matched),
                 rates(p.matched_both, p.false_matched_both), fixed(p.linear, 3),
                 fixed(p.neighbours, 3)});
}

std::vector<MeasuredPoint> measured_points(Arguments& arguments, const std::string& matcher) {
  std::vector<MeasuredPoint> points;
  for (const std::string& given : arguments.all("report")) {
    const std::size_t cut = given.find('=');
    const std::filesystem::path file = cut == std::string::npos ? given : given.substr(cut + 1);
    points.push_back(measured_point(
        cut == std::string::npos ? file.stem().string() : given.substr(0, cut), file, matcher));
  }
  return points;
}

/// The faces of each data folder, then those to protect.
std::vector<EmbeddedFaces> embed(Arguments& arguments, const Manifest& manifest,
                                 FaceMatcher& matcher) {
  const auto& folders = arguments.all("data");
  if (folders.empty()) throw UsageError("--data is missing");
  const std::string weights = arguments.needed("detector");
  const int most = arguments.whole("faces", 4000);
  std::string inputs = manifest.folder.string() + " " + matcher.name() + " " + std::to_string(most);
  for (const std::string& folder : folders) inputs += " " + folder;
  return kept(arguments.one("keep", ""), inputs, [&] {
    ToStderr observer;
    std::vector<EmbeddedFaces> all;
    for (const std::string& folder : folders) {
      all.push_back(embed_chips(read_manifest(folder), most, matcher, observer));
    }
    const auto detector = make_detector({{}, {}, weights});
    all.push_back(embed_photographs(manifest, *detector, matcher, observer));
    return all;
  });
}

/// Of several data sets, whose rows then say nothing.
EmbeddedFaces joined(const std::vector<EmbeddedFaces>& sets) {
  std::vector<torch::Tensor> embeddings, labels;
  for (const EmbeddedFaces& set : sets) {
    embeddings.push_back(set.embeddings);
    labels.push_back(set.labels);
  }
  return {torch::cat(embeddings), torch::cat(labels), {}};
}

EmbeddedFaces labelled(const EmbeddedFaces& faces) {
  const torch::Tensor known = (faces.labels >= 0).nonzero().squeeze(1);
  return {faces.embeddings.index_select(0, known), faces.labels.index_select(0, known),
          faces.rows.index_select(0, known)};
}

std::unique_ptr<FaceMatcher> load(const std::filesystem::path& file) {
  if (file.extension() == ".dat") return make_dlib_face_matcher(file.string());
  return make_network_face_matcher(file, Device(), file.stem().string());
}

int run(Arguments& arguments) {
  const std::filesystem::path lfw = arguments.needed(""), output = arguments.needed("output");
  const std::filesystem::path matcher_file = arguments.needed("matcher");
  at::set_num_threads(arguments.whole("threads", 1));
  const Manifest manifest = read_manifest(lfw);
  const std::vector<Pair> pairs = read_pairs(lfw / "pairs.csv");
  const auto matcher = load(matcher_file);
  FrontierPlot plot{matcher->name(), {}, {}, measured_points(arguments, matcher->name())};
  const std::vector<EmbeddedFaces> embedded = embed(arguments, manifest, *matcher);
  const EmbeddedFaces& faces = embedded.back();
  const EmbeddedFaces others = joined({embedded.begin(), embedded.end() - 1});
  const EmbeddedFaces themselves = labelled(faces);
  const Frontier frontier(manifest, pairs, faces, *matcher);
  plot.unprotected = frontier.measure("0", faces.embeddings);
  plot.curves = {
      erase_directions("erase directions", others, faces, frontier),
      erase_directions("erase, fitted to the tested", themselves, faces, frontier),
      move_to_random_side("random side", others, faces, frontier),
      move_to_random_side("random side, fitted to the tested", themselves, faces, frontier),
      blend_with_random_side("towards a face of a random side", others, faces, frontier, false),
      blend_with_random_side("the same, one face a person", others, faces, frontier, true),
      add_noise("noise", faces, frontier)};
  TextTable table({"protection", "amount", "cosine", "o-p TMR / FMR %", "p-p TMR / FMR %",
                   "linear AUC", "neighbours AUC"});
  add_row(table, "none", plot.unprotected);
  for (const FrontierCurve& curve : plot.curves) {
    for (const FrontierPoint& point : curve.points) add_row(table, curve.name, point);
  }
  std::cout << table.str();
  for (const MeasuredPoint& point : plot.measured) {
    std::cout << "measured: " << point.label << ", TMR " << fixed(100 * point.matched, 1)
              << " %, AUC " << fixed(point.attacked, 3) << " (unprotected "
              << fixed(100 * point.matched_before, 1) << " %, " << fixed(point.attacked_before, 3)
              << ")\n";
  }
  write_atomically(output, frontier_svg(plot));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 1) {
    std::cerr << kUsage;
    return 2;
  }
  try {
    Arguments arguments(argc, argv);
    return run(arguments);
  } catch (const UsageError& error) {
    std::cerr << error.what() << "\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
