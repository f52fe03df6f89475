"""How people meet the collection: the service and its chat, web and terminal edges."""
