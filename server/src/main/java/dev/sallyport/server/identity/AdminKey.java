package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Secret;

/// A fresh key of the administrator. The secret is to be had here and never again.
public record AdminKey(AccountId account, String userName, String accessKeyId, Secret secretKey) {}
