#include "base/hash.h"

uint64_t hash_begin(void)
{
    return 0xcbf29ce484222325;
}

uint64_t hash_more(uint64_t hash, struct str bytes)
{
    for (size_t at = 0; at < bytes.bytes; at += HASH_WORD_BYTES) {
        size_t left = bytes.bytes - at;
        uint64_t word = 0;

        memcpy(&word, bytes.p + at, left < HASH_WORD_BYTES ? left : HASH_WORD_BYTES);
        hash = (hash ^ word) * 0x100000001b3;
    }
    return hash;
}

uint64_t hash_of(struct str bytes)
{
    return hash_more(hash_begin(), bytes);
}
