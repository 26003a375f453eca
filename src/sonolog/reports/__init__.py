"""Reports: plain values in, PDF bytes out; nothing is looked up and no clock is read."""
