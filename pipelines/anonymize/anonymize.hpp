#pragma once

#include "pipelines/anonymize/anonymize_options.hpp"
#include "pipelines/anonymize/anonymize_plan.hpp"
#include "pipelines/anonymize/anonymize_report.hpp"
#include "pipelines/anonymize/protector.hpp"
#include "pipelines/observer.hpp"
#include "pipelines/selection/face_selection.hpp"
#include "pipelines/selfcheck/self_check.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// Protects every photograph of the inputs into `options.output`, mirroring folder trees (an input
/// folder's tree below the output folder itself; with several inputs, below a folder named like the
/// input). The faces that the options choose are treated. Throws `Error`, before anything is
/// written, for a missing or empty input, an output inside an input (or the reverse), an output or
/// a report that can't be written, two photographs that would become one file, a file that is there
/// already and isn't known to the output folder's ledger as this photograph's (unless `overwrite`),
/// another process that writes into the output folder, a damaged ledger, a report that would
/// replace a photograph or a file that is no report of this output folder, more bytes than the disk
/// has free (those of the photographs to be done and a tenth), a label mode with neither labels nor
/// classifier (`classifier` may be null), and labels that name none of the photographs. Photographs
/// whose names only differ in upper and lower case or in Unicode's normal form would become one
/// file where the output's file system ignores these; elsewhere they are named in a message. A bad
/// photograph is an outcome and the others go on; nothing is written of it. So is one whose output
/// is gone before all is done. One with a face that is not as it should be once encoded and decoded
/// again (`SelfCheck`), after all attempts (`TreatedPhoto`), is quarantined: nothing is written,
/// unless the options have a fallback. In kRandom the target of a face comes from a keyed hash of
/// its person where the labels name one (a photograph's subject is its main face) or the options
/// group photographs (`group_photos`), else of "<path relative to its input>#<face index>": two
/// times in three the opposite of its label (or of what the classifier says), else the same;
/// without either a fair coin. Throws `Stopped` between two batches where the observer wants it.
///
/// What the ledger (`Ledger`) says is done, with the same settings and networks, of a photograph
/// with the same content, and stands in the output folder as it was written, is not done again
/// (`Outcome::before`); failures are tried again. So a run that was stopped or killed goes on where
/// it was; with `overwrite` all is done again. What other runs wrote of photographs that are not
/// among the inputs stays and is named in a message. Seed and labels are in no ledger: what was
/// done keeps those of its own run. Where
/// kRandom goes on with another seed, what is missing is drawn by that one, a person's photographs
/// by both. Where a photograph can't be protected now, what an earlier run wrote for it is removed.
AnonymizeReport anonymize(const AnonymizeOptions& options, FaceDetector& detector,
                          Protector& protector, GenderClassifier* classifier, Observer& observer);

/// What finds and changes faces.
struct AnonymizeTools {
  FaceDetector& detector;
  Protector& protector;
  GenderClassifier* classifier = nullptr;    ///< estimates labels; may be null
  FaceJudges judges = {};                    ///< look at what was made before it is written
  const LandmarkModel* landmarks = nullptr;  ///< of faces that are boxes; null where there are none
  FaceMatcher* who = nullptr;  ///< tells whom faces show; null but where kMatch groups them
};

/// The same where it is planned already, labels and all (`plan_anonymize`, `label_photos`); a plan
/// is carried out once.
AnonymizeReport anonymize(AnonymizePlan plan, const AnonymizeOptions& options,
                          const AnonymizeTools& tools, Observer& observer);

}  // namespace antifaz
