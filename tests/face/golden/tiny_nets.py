#!/usr/bin/python3
"""Makes the two tiny networks of tests/face/dnn_judges_test.cpp (Debian: apt-get install python3-onnx).

tiny_gender.onnx:  colour input 8x8 -> logits (0, mean of the first channel)
tiny_matcher.onnx: grey input 8x8 -> means of its four quarters, row by row
"""
import pathlib

import onnx
from onnx import TensorProto, helper


def save(name, channels, outputs, nodes, initializers):
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, channels, 8, 8])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, outputs])], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=6)
    onnx.checker.check_model(model)
    onnx.save(model, str(pathlib.Path(__file__).parent / f"{name}.onnx"))


save("tiny_gender", 3, 2, [
    helper.make_node("GlobalAveragePool", ["input"], ["means"]),
    helper.make_node("Flatten", ["means"], ["flat"]),
    helper.make_node("Gemm", ["flat", "weight", "bias"], ["output"], transB=1),
], [
    helper.make_tensor("weight", TensorProto.FLOAT, [2, 3], [0, 0, 0, 1, 0, 0]),
    helper.make_tensor("bias", TensorProto.FLOAT, [2], [0, 0]),
])
save("tiny_matcher", 1, 4, [
    helper.make_node("AveragePool", ["input"], ["means"], kernel_shape=[4, 4], strides=[4, 4]),
    helper.make_node("Flatten", ["means"], ["output"]),
], [])
