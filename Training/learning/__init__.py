"""Training of the embedded model: autoencoder, text encoder, UNet and ControlNet."""
