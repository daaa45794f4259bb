"""The network of 2018 as one would write it in PyTorch: the reference that compare_reference times.

    reference_san2018.py WEIGHTS INPUTS THREADS OUTPUTS

The same conversation as san2018_images.cpp: each line read gives one line "seconds".
"""

import json
import struct
import sys
import time

import torch
from torch import nn


def read_safetensors(path):
    """Tensors of a file that holds float32 only."""
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(data, dtype=torch.float32, offset=begin, count=(end - begin) // 4)
        tensors[name] = values.reshape(entry["shape"])
    return tensors


def write_safetensors(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        values = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.autoencoder = nn.Sequential(
            nn.Conv2d(4, 8, 3, padding=1), nn.LeakyReLU(), nn.AvgPool2d(2),
            nn.Conv2d(8, 12, 3, padding=1), nn.LeakyReLU(), nn.AvgPool2d(2),
            nn.Conv2d(12, 256, 3, padding=1), nn.LeakyReLU(), nn.Upsample(scale_factor=2),
            nn.Conv2d(256, 128, 3, padding=1), nn.LeakyReLU(), nn.Upsample(scale_factor=2))
        self.protocombiner = nn.Sequential(nn.Conv2d(131, 1, 1), nn.Sigmoid())

    def forward(self, image, same, opposite):
        features = self.autoencoder(torch.cat([image, same], 1))
        return (self.protocombiner(torch.cat([features, same], 1)),
                self.protocombiner(torch.cat([features, opposite], 1)))


def main():
    weights, inputs, threads, outputs = sys.argv[1:]
    torch.set_num_threads(int(threads))
    net = Autoencoder()
    net.load_state_dict(read_safetensors(weights))
    net.eval()
    tensors = read_safetensors(inputs)
    images = [tensors[name] for name in ("image", "same_prototype", "opposite_prototype")]
    with torch.no_grad():
        same, opposite = net(*images)
        write_safetensors(outputs, {"same_output": same, "opposite_output": opposite})
        for _ in sys.stdin:
            start = time.perf_counter()
            net(*images)
            print(time.perf_counter() - start, flush=True)


main()
