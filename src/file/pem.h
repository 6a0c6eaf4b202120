/*
 * pem.h - files that hold keys and certificates
 *
 *	struct buf key = BUF_INIT;
 *	struct pem_error why;
 *
 *	pem_no_core();
 *	if (!pem_read("user.key", PEM_SECRET, &key, &why))
 *		... why.text				(names the file)
 *	pem_wipe(&key);
 *
 * A regular file and a small one. A secret is for its owner alone: a mode
 * wider than 0600 is refused, and no byte of it is ever in a message. What
 * is in the file is not looked at.
 */
#ifndef FILE_PEM_H
#define FILE_PEM_H

#include <stdbool.h>
#include "base/buf.h"

struct pem_error {
	bool system;		/* it could not be read at all */
	char text[256];		/* stands alone; names the file */
};

enum pem_kind {
	PEM_PUBLIC,		/* up to 4 MiB */
	PEM_SECRET,		/* up to 16 KiB */
};

/* Adds the bytes of the file to `out`, and a NUL that is not counted. A
 * secret wants an empty `out`: it is written once and never moved. False:
 * nothing was added. */
bool pem_read(const char *path, enum pem_kind kind, struct buf *out,
	      struct pem_error *why);
/* Is a key for its owner alone? For a library that opens it itself. */
bool pem_check_secret(const char *path, struct pem_error *why);
void pem_wipe(struct buf *secret);	/* zeros, then releases */

/* No core files from here on: for who has read a key. */
void pem_no_core(void);

#endif
