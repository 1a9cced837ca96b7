#ifndef RECEIVER_H
#define RECEIVER_H

/* Returns a socket that receives the datagrams sent to `path`: a path, or "@" and the name of an
 * abstract socket. Aborts on an error; the caller closes it. */
int receiver_open(const char *path);

#endif
