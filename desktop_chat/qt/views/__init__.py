"""The windows and what they are made of. A part shows values and emits what a person wants; windows wire them."""
