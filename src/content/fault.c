#include "fault.h"

#include "base/i18n.h"
#include "content/article.h"

#include <errno.h>
#include <string.h>

void fault_add_unreadable(struct diags *diags, const char *path, int error)
{
    switch (error) {
    case EFBIG:
        diag_add(diags, DIAG_ERROR, path, 0, 0, _("文件大于 %d MiB，请拆成几篇"),
                 ARTICLE_MAX_FILE_MIB);
        break;
    case EACCES:
    case EPERM:
        diag_add(diags, DIAG_ERROR, path, 0, 0, _("没有读取权限，请用 chmod 改正"));
        break;
    case ENOENT:
        diag_add(diags, DIAG_ERROR, path, 0, 0, _("没有这个文件或文件夹，请检查路径"));
        break;
    case ELOOP:
        diag_add(diags, DIAG_ERROR, path, 0, 0, _("符号链接绕成了圈，请删去这个链接"));
        break;
    case EINVAL:
        diag_add(diags, DIAG_ERROR, path, 0, 0, _("不是普通文件，没有打开，请移走或改名"));
        break;
    default:
        diag_add(diags, DIAG_ERROR, path, 0, 0, _("无法读取：%s"), strerror(error));
        break;
    }
}
