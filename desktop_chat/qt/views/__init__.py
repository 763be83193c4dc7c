"""The windows and what they are composed of. Each part shows values and emits what a person wants; windows wire them."""
