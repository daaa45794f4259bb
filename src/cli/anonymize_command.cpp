#include <iostream>
#include <string>
#include <vector>

#include "pipelines/anonymize/anonymize_job.hpp"
#include "pipelines/anonymize/anonymize_json.hpp"
#include "src/cli/anonymize_output.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/keyed_hash.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

constexpr char kGenerator[] = "generator.safetensors";
constexpr char kLabeller[] = "gender-residual-colour.safetensors";
constexpr char kMatcher[] = "matcher-student.safetensors";
constexpr char kStranger[] = "gender-watcher-dense.safetensors";  // the generator never met it
constexpr char kPrototypes[] = "prototypes.safetensors";
constexpr double kMostPixels = 1e6;
/// Of the change, for --protection light: people held out match as often as they did with the
/// generator of before, while others' classifiers read less (docs/efficacy.md).
constexpr double kLight = 0.7;

KeepMetadata read_metadata(const Invocation& in) {
  const std::string keep = in.choice("keep-metadata", {"none", "safe", "all"});
  return keep == "none"   ? KeepMetadata::kNone
         : keep == "safe" ? KeepMetadata::kSafe
                          : KeepMetadata::kAll;
}

GroupBy read_group_by(const Invocation& in, Mode mode) {
  if (!in.given("group-by")) return GroupBy::kNone;
  const GroupBy by = *parse_group_by(in.choice("group-by", {"folder", "name-prefix", "match"}));
  if (mode == Mode::kRandom) return by;
  throw UsageError(
      "--group-by is of mode random, the only one that throws a coin; leave it out of "
      "mode " +
      std::string(to_string(mode)));
}

Shard read_shard(const Invocation& in, Mode mode) {
  if (!in.given("shard")) return {};
  const Shard shard = parse_shard(in.text("shard"));
  // A person may have photographs in several shards, and must draw once.
  const bool people = in.given("labels") || in.given("group-by");
  if (mode == Mode::kRandom && people && !in.seed) {
    throw UsageError(
        "--shard with --labels or --group-by needs --seed N, the same for all shards: "
        "else a person would be drawn anew in each");
  }
  return shard;
}

AnonymizeOptions read_options(const Invocation& in) {
  AnonymizeOptions options;
  for (const std::string& input : in.list("input")) options.inputs.emplace_back(input);
  options.output = in.text("output");
  options.report = in.text("report");
  options.tell_labels = in.flag("tell-labels");
  options.mode = *parse_mode(in.choice("mode", {"random", "neutral", "opposite", "same"}));
  options.strength = in.number("strength", 0, 1);
  if (in.choice("protection", {"strong", "light"}) == "light") {
    if (in.given("strength")) throw UsageError("--protection light is a --strength; give one");
    options.strength = kLight;
  }
  if (options.strength == 0) throw UsageError("--strength 0 would leave every face as it is");
  options.group_by = read_group_by(in, options.mode);
  options.shard = read_shard(in, options.mode);
  // Without a seed nobody can tell which faces were drawn where, not even the user.
  options.seed = in.seed ? *in.seed : random_seed();
  options.no_face =
      in.choice("no-face", {"skip", "copy"}) == "copy" ? NoFace::kCopy : NoFace::kSkip;
  options.metadata = read_metadata(in);
  options.overwrite = in.flag("overwrite");
  options.largest = in.text("select") == "largest";
  options.ignore_below = in.number("ignore-below", 0, kMostPixels);
  const std::string fallback = in.choice("fallback", {"skip", "blur", "solid"});
  options.fallback = fallback == "blur"    ? Fallback::kBlur
                     : fallback == "solid" ? Fallback::kSolid
                                           : Fallback::kSkip;
  options.unchecked = in.flag("unchecked");
  return options;
}

/// The table that --select names, where it names one.
std::filesystem::path boxes_file(const Invocation& in) {
  const std::string select = in.text("select");
  if (select == "all" || select == "largest") return {};
  const std::filesystem::path file = select;
  if (file.extension() == ".csv" || std::filesystem::is_regular_file(file)) return file;
  throw UsageError("--select " + shown(select) +
                   " is neither largest nor all nor a table of boxes");
}

Refinement read_refinement(const Invocation& in) {
  Refinement refinement;
  refinement.steps = in.whole("refine", 0, 1000);
  for (const std::string& file : in.list("against")) refinement.classifiers.emplace_back(file);
  if (!refinement.classifiers.empty() && refinement.steps == 0) {
    throw UsageError("--against needs --refine STEPS");
  }
  refinement.candidates = shipped_weights_and_loop_like("gender-");
  return refinement;
}

AnonymizeJob read_job(const Invocation& in) {
  AnonymizeJob job;
  job.options = read_options(in);
  job.labels = in.text("labels");
  job.boxes = boxes_file(in);
  job.detector = detector_choice(in);
  job.protector = {given_or_shipped(in, "generator", kGenerator), read_refinement(in),
                   given_or_shipped(in, "prototypes", kPrototypes),
                   given_or_shipped(in, "classifier", kLabeller)};
  job.check = {weights_folder() / kMatcher, kShippedMatchThreshold, weights_folder() / kStranger};
  job.device = in.device;
  return job;
}

ExitCode run(const Invocation& in) {
  const AnonymizeJob job = read_job(in);
  const AnonymizeReport report = anonymize(job, *in.observer);
  if (!job.options.report.empty()) {
    write_atomically_streamed(job.options.report, [&](std::ostream& out) {
      write_json(report, job.options.mode, job.options.tell_labels, out);
    });
  }
  if (in.json) {
    write_json(report, job.options.mode, false, std::cout);
  } else {
    print_summary(report, job.options);
  }
  const bool all_safe = report.count(OutcomeKind::kFailed) +
                            report.count(OutcomeKind::kQuarantined) +
                            report.count(OutcomeKind::kNoFace) ==
                        0;
  return all_safe ? ExitCode::kDone : ExitCode::kFailed;
}

}  // namespace

Command anonymize_command() {
  Command command;
  command.name = "anonymize";
  command.summary = "Protect the faces of photographs.";
  command.usage = "INPUT... --output FOLDER [OPTION...]";
  command.details =
      "INPUT is a photograph or a folder, whose tree is mirrored. Every face found is changed; a\n"
      "photograph without a face is not written and counts as a failure. Modes: random draws two\n"
      "faces in three towards the opposite of what a classifier says and the others towards the\n"
      "same, by a secret coin (--seed makes it repeatable, and whoever knows the seed can undo\n"
      "it), neutral towards neither, opposite and same by the face's label. The coin is thrown\n"
      "once a person where --labels has subjects or --group-by says how to know who is who, else\n"
      "once a face: averaged over a person's photographs, a coin a face gives the person's gender\n"
      "away. --group-by folder takes the photographs of one folder for one person's (those at the\n"
      "top each alone); name-prefix those of one folder whose names differ in the number at their\n"
      "end alone (\"Ana Perez (3).jpg\"; IMG_0001.jpg and IMG_0002.jpg become one person, too);\n"
      "both mean a photograph's main face. match looks at all faces of all photographs first, and\n"
      "takes those that the shipped matcher finds alike for one person (docs/who-is-who.md).\n"
      "What was made is decoded again before it is written: each face must differ, still match "
      "the\n"
      "original, and have moved a classifier that the generator never met as the mode promises.\n"
      "What fails is tried again, then its photograph is quarantined, or --fallback makes the "
      "face\n"
      "unrecognisable (docs/self-check.md).\n"
      "The same command again does what is missing, failed or changed, and nothing else: the\n"
      "output folder keeps a ledger (.antifaz; 'antifaz status' reads it, 'antifaz verify' holds\n"
      "the files against it). It knows neither seed nor labels: give the same ones again to go on\n"
      "with a stopped run, and --overwrite to do all anew with others. It names the inputs'\n"
      "paths: leave it out of what you publish.\n"
      "--shard I/N does the I-th of N parts of the photographs, on this machine or another that "
      "sees\n"
      "the same folders; 'antifaz merge' then joins what each part keeps (docs/cluster.md).\n"
      "--keep-metadata none leaves nothing of a photograph's metadata but the colour profile and\n"
      "the resolution; safe adds the date it was taken and the camera (make, model, exposure,\n"
      "aperture, sensitivity, focal length, lens); all keeps the rest as well, with places, "
      "serial\n"
      "numbers and the names and places of faces that programs wrote (XMP regions), but for what\n"
      "may hold a picture: previews are made anew of the protected one or left out. Only JPEG, "
      "PNG,\n"
      "WebP and TIFF can be given metadata.";
  command.example = "antifaz anonymize holiday/ --output holiday-protected/";
  command.options += {
      inputs("input", "INPUT", "photographs and folders"),
      text("output", "FOLDER", "folder to write to, outside the inputs"),
      text("mode", "MODE", "random, neutral, opposite or same", "random"),
      text("protection", "LEVEL",
           "strong (seen on a second look), or light (the shipped generator at --strength 0.7: "
           "hardly "
           "seen, matches better, hides less)",
           "strong"),
      number("strength", "X", "factor on the change, above 0 and at most 1", 1),
      text("no-face", "WHAT", "photographs without a face: skip, or copy them unprotected", "skip"),
      text("keep-metadata", "WHAT", "of the photographs: none, safe or all", "none"),
      flag("overwrite",
           "do again what was done, and replace also files in the output folder that no earlier "
           "run wrote, and a report that is none of this output folder"),
      text("select", "WHICH",
           "all faces, the largest of each photograph, or a table of boxes (path, x, y, width, "
           "height) that says where the faces of the photographs it names are",
           "all"),
      number("ignore-below", "PX", "faces found whose box has a shorter side stay as they are", 0),
      text("fallback", "WHAT",
           "faces found but not fit to be changed: skip (their photograph is quarantined), or make "
           "them unrecognisable by blur or solid",
           "skip"),
      flag("unchecked",
           "write also what doesn't pass the check of matcher and classifier: to evaluate a "
           "generator"),
      text("labels", "MANIFEST", "manifest.csv with genders (default: estimated) and subjects"),
      text("group-by", "HOW",
           "who is who, for the coin of mode random: folder, name-prefix or match; not beside "
           "--labels that have subjects"),
      text("shard", "I/N",
           "do only the I-th of N parts of the photographs, or slurm: as a job array says"),
      text("classifier", "FILE", "classifier that estimates missing labels (default: shipped)"),
      text("generator", "FILE",
           "weights of the generator, or of the network of 2018 (default: shipped)"),
      whole("refine", "STEPS",
            "gradient steps that take the generator's change further for each face (8 confuse "
            "strangers far more, match worse and take four times as long)",
            0),
      texts("against", "FILE...",
            "classifiers to refine against (default: the shipped ones the generator was "
            "trained against)"),
      text("prototypes", "FILE", "network of 2018: average faces (default: shipped)"),
      text("report", "FILE",
           "write what became of each file as JSON: names, faces' boxes and scores, and why a "
           "photograph is not there"),
      flag("tell-labels",
           "have the report tell each face's target and label, too (not in mode random): whoever "
           "reads it knows genders, so it must lie outside the output folder"),
  };
  add_detector_option(command.options);
  command.positional = {{"input", -1}};
  command.required = {"input", "output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
