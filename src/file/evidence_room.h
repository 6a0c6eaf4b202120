/*
 * evidence_room.h - the check of a pack, as it goes
 *
 * First the files (evidence_files.c), then what they say of each other
 * (evidence_in.c).
 */
#ifndef FILE_EVIDENCE_ROOM_H
#define FILE_EVIDENCE_ROOM_H

#include "base/intern.h"
#include "file/evidence_dir.h"
#include "file/evidence_in.h"
#include "model/codes.h"

struct listed {				/* a file of SHA256SUMS */
	uint64_t line;
	char sum[SHA256_TEXT];
	uint64_t bytes;
	bool found;			/* a regular file, and there */
	bool told;			/* a body that something names */
};

struct verify {
	const char *path;
	int fd;
	const struct input_limits *limits;
	struct diag *d;
	bool system;
	struct evidence_totals *t;
	struct arena arena;
	struct intern names;
	VEC(struct listed) files;	/* by name */
};

/* A finding at a line of a file of the pack. */
void verify_find(struct verify *v, enum code code, const char *file,
		 uint64_t line, const struct span *value, const char *fmt,
		 ...) __attribute__((format(printf, 6, 7)));

/* Lists, opens and digests every file. False: there is no list. */
bool verify_files(struct verify *v);
/* NULL: it is not in the pack, or no regular file. */
struct listed *verify_file(struct verify *v, struct span name);
/* The whole of a small file, added. False: it is not there. */
bool verify_bytes(struct verify *v, const char *name, struct buf *bytes);
/* A long one, line by line. */
typedef void verify_line(void *into, struct span line);
void verify_lines(struct verify *v, const char *name, verify_line *take,
		  void *into);

#endif
