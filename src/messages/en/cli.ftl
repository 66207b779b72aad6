# What commands say.
