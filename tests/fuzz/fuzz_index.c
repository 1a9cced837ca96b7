/* An index whose bytes may be anything: its articles, orders, trees and texts, as they are and
 * patched. */

#include "content/use_index.h"
#include "fuzz/fuzz.h"

#include <stdlib.h>

/* A folder that there is on each system, whose real path is this one; nothing is read from it but
 * what the index says is below it. */
#define FOLDER "/mnt"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = fuzz_copy(data, size);

    complete_index((char *)(uintptr_t)bytes.p, bytes.bytes);
    use_index(fuzz_file(bytes), FOLDER);
    free((char *)(uintptr_t)bytes.p);
    return 0;
}
