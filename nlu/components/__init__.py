"""What the front door adds to Rasa: features, noise and the heads that read a resident's message."""
