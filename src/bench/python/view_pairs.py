"""Pairs of SimCLR views of 32 x 32 pictures a second with torchvision on PIL, one thread; see ViewPairs."""
import time

import numpy
import PIL
import torch
import torchvision
from PIL import Image
from torchvision import transforms

PICTURES, TURNS = 1000, 9
torch.set_num_threads(1)
print("torchvision", torchvision.__version__, "PIL", PIL.__version__)
noise = numpy.random.default_rng(1).integers(0, 256, (PICTURES, 32, 32, 3), dtype=numpy.uint8)
pictures = [Image.fromarray(one) for one in noise]
view = transforms.Compose([
    transforms.RandomResizedCrop(32),
    transforms.RandomHorizontalFlip(),
    transforms.RandomApply([transforms.ColorJitter(0.8, 0.8, 0.8, 0.2)], p=0.8),
    transforms.RandomGrayscale(0.2),
])
rates = []
for _ in range(TURNS):
    begin = time.perf_counter()
    for picture in pictures:
        view(picture)
        view(picture)
    rates.append(PICTURES / (time.perf_counter() - begin))
warm = sorted(rates[2:])
print(f"median {warm[len(warm) // 2]:.0f} pairs/s ({warm[0]:.0f} to {warm[-1]:.0f})")
