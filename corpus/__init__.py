"""The corpus room: articles, and how a file becomes an Article. It knows no other room."""
