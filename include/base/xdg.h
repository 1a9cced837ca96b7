#ifndef BASE_XDG_H
#define BASE_XDG_H

/* The path of a user's own file by the XDG base directory specification: $variable/name where that
 * variable is an absolute path (any other is ignored), else $HOME/below_home/name; NULL where there
 * is no home. The caller frees. */
char *xdg_path(const char *variable, const char *below_home, const char *name);

#endif
