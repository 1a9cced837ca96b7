#ifndef BASE_XDG_H
#define BASE_XDG_H

/* Returns the path of a user's own file by the XDG base directory specification: $variable/name if
 * that variable is an absolute path (any other value is ignored), else $HOME/below_home/name, or
 * NULL if there is no home. The caller frees it. */
char *xdg_path(const char *variable, const char *below_home, const char *name);

#endif
