// The network of 2018: its plain form, its fast forms, what this machine's convolutions can do at
// best, and a step of its training. "GFLOP/s" counts the operations each form really does.
//
//   san2018_bench [THREADS]

#include <benchmark/benchmark.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/gender_net.hpp"
#include "models/judges/student_net.hpp"
#include "models/machine.hpp"
#include "models/semi_adversarial/san2018.hpp"
#include "models/semi_adversarial/san2018_fast.hpp"
#include "pipelines/semi_adversarial/san2018_objective.hpp"

namespace {

using namespace antifaz;

constexpr int kImages = 8;
constexpr int64_t kSide = San2018Impl::kSide;
// Multiply-adds of an image, in pixels x inputs x outputs x taps.
constexpr double kEncoder =
    224. * 224 * 4 * 8 * 9 + 112. * 112 * 8 * 12 * 9 + 56. * 56 * 12 * 256 * 9;
constexpr double kPlain = kEncoder + 112. * 112 * 256 * 128 * 9 + 2 * 224. * 224 * 131;
constexpr double kFast = kEncoder + 56. * 56 * 256 * 128 * 9 + 112. * 112 * 128 * 10;

void report(benchmark::State& state, double multiply_adds, double images) {
  state.counters["GFLOP/s"] = benchmark::Counter(2e-9 * multiply_adds * images,
                                                 benchmark::Counter::kIsIterationInvariantRate);
  state.counters["images/s"] =
      benchmark::Counter(images, benchmark::Counter::kIsIterationInvariantRate);
}

struct Inputs {
  torch::Tensor faces = torch::rand({kImages, 1, kSide, kSide}),
                own = torch::rand({kImages, 3, kSide, kSide}),
                other = torch::rand({kImages, 3, kSide, kSide});
};

void plain(benchmark::State& state) {
  const torch::NoGradGuard no_grad;
  const Inputs in;
  San2018 net;
  for (auto _ : state) benchmark::DoNotOptimize(net->forward(in.faces, in.own, {in.own, in.other}));
  report(state, kPlain, kImages);
}

void fast(benchmark::State& state, at::ScalarType type) {
  const Inputs in;
  const San2018Fast net(San2018(), type);
  for (auto _ : state) benchmark::DoNotOptimize(net.forward(in.faces, in.own, {in.own, in.other}));
  report(state, kFast, kImages);
}

void convolution_peak(benchmark::State& state, at::ScalarType type) {
  const torch::NoGradGuard no_grad;
  const auto laid_out = [&](const torch::Tensor& x) {
    return x.to(type).contiguous(at::MemoryFormat::ChannelsLast);
  };
  const torch::Tensor x = laid_out(torch::rand({kImages, 256, 56, 56}));
  const torch::Tensor weight = laid_out(torch::rand({256, 256, 3, 3}));
  for (auto _ : state) benchmark::DoNotOptimize(torch::conv2d(x, weight, {}, 1, 1));
  report(state, 56. * 56 * 256 * 256 * 9, kImages);
}

/// Invented faces: a step's time does not hang on what they show.
FaceDataset noise(int64_t n) {
  return {torch::randint(0, 256, {n, 3, kChipSize, kChipSize}, torch::kUInt8), torch::arange(n) % 2,
          std::vector<std::string>(static_cast<std::size_t>(n), "somebody")};
}

/// Network I learns from the paper's network II and a small network III, all losses on.
void training_step(benchmark::State& state, bool bfloat16) {
  GenderNetOptions paper;
  paper.family = GenderFamily::kPaper2018;
  paper.size = kSide;
  paper.grey = true;
  San2018Options options;
  options.batch = kImages;
  options.bfloat16 = bfloat16;
  San2018 net;
  const TrainingFaces faces{noise(kImages), noise(kImages)};
  San2018Objective objective(net, {GenderNet(paper).ptr(), std::make_shared<StudentNet>(), {}},
                             faces, options, torch::kCPU);
  for (auto _ : state) {
    net->zero_grad();
    objective.loss(torch::arange(kImages), options.turn_epoch).total.backward();
  }
  state.counters["images/s"] =
      benchmark::Counter(kImages, benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK(plain)->UseRealTime();
BENCHMARK_CAPTURE(fast, float32, torch::kFloat)->UseRealTime();
BENCHMARK_CAPTURE(fast, bfloat16, torch::kBFloat16)->UseRealTime();
BENCHMARK_CAPTURE(convolution_peak, float32, torch::kFloat)->UseRealTime();
BENCHMARK_CAPTURE(convolution_peak, bfloat16, torch::kBFloat16)->UseRealTime();
BENCHMARK_CAPTURE(training_step, float32, false)->UseRealTime();
BENCHMARK_CAPTURE(training_step, bfloat16, true)->UseRealTime();

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  set_up_machine(argc > 1 ? std::stoi(argv[1]) : 2);  // as the program does
  benchmark::RunSpecifiedBenchmarks();
}
