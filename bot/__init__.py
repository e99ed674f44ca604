"""The front door: channels in, understanding, conversation, record, delivery out."""
