"""voice_star: speak an interview answer, and see which part was which."""

import os

# onnxruntime 1.32, which finds the voice and judges, tells its makers over the network
# how it is used, under a number for the machine that it keeps; unless this is set
# before it is imported, whoever imports it. Where the user asks for a model the library
# that fetches it says what asks. Nothing leaves the machine.
os.environ |= {"ORT_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}

__version__ = "0.1.0"
