package dev.sallyport.house.planted.agent;

import software.amazon.planted.Client;

/// Uses what it should be talking to.
record Uploader(Client client) {}
