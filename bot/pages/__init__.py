"""The resident's pages: server-rendered, small, and whole without JavaScript."""
