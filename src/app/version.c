#include "app/version.h"

#include "content/article.h"
#include "kiosk/qr.h"
#include "term/term.h"
#include "text/character.h"

#include <stdio.h>

void version_print(void)
{
    const int unistring = character_library_version();
    const char *qrencode = qr_library_version();

    puts("kanbao " KANBAO_VERSION " (" KANBAO_DATE ")");
    printf("%s, libunistring %d.%d, libyaml %s", term_library(), unistring >> 16,
           unistring >> 8 & 0xFF, article_yaml_version());
    printf(*qrencode ? ", libqrencode %s\n" : "\n", qrencode);
}
