/* SHA256SUMS, and what is really in the folder. No link is followed. */
#include "file/evidence_room.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

#define BLOCK	65536

void verify_find(struct verify *v, enum code code, const char *file,
		 uint64_t line, const struct span *value, const char *fmt,
		 ...)
{
	struct buf b = BUF_INIT;
	va_list args;

	va_start(args, fmt);
	buf_vaddf(&b, fmt, args);
	va_end(args);
	code_find(v->d, code, &(struct code_place){
		.file = diag_file(v->d, file), .line = line, .value = value },
		"%s", b.p);
	buf_release(&b);
}

struct listed *verify_file(struct verify *v, struct span name)
{
	const uint32_t at = intern_find(&v->names, name);

	return at == INTERN_NONE || !v->files.v[at].found ? NULL :
	       &v->files.v[at];
}

/* ---- the list ---- */

static bool is_plain(struct span part)
{
	if (part.n == 0 || part.p[0] == '.')
		return false;
	for (size_t i = 0; i < part.n; i++) {
		const char c = part.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && c != '.' && c != '_' &&
		    c != '-')
			return false;
	}
	return true;
}

static bool is_name(struct span name)
{
	const struct span folder = SPAN(EVIDENCE_BODIES "/");

	if (span_starts(name, folder))
		name = span_from(name, folder.n);
	return is_plain(name);
}

static bool is_sum(struct span s)
{
	if (s.n != SHA256_TEXT - 1)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!(s.p[i] >= '0' && s.p[i] <= '9') &&
		    !(s.p[i] >= 'a' && s.p[i] <= 'f'))
			return false;
	}
	return true;
}

static void take_line(struct verify *v, struct span line, uint64_t number)
{
	struct span sum = span_make(line.p, line.n < 64 ? line.n : 64), name;
	struct listed *f;
	bool fresh;

	if (!is_sum(sum) || !span_starts(span_from(line, 64), SPAN("  "))) {
		verify_find(v, SIT123, EVIDENCE_SUMS, number, &line,
			    "is not a SHA-256 digest, two blanks and a name");
		return;
	}
	name = span_from(line, 66);
	if (!is_name(name) || span_eq(name, SPAN(EVIDENCE_SUMS))) {
		verify_find(v, SIT123, EVIDENCE_SUMS, number, &name, "cannot "
			"be the name of a file of a pack");
		return;
	}
	intern_put(&v->names, name, &fresh);
	if (!fresh) {
		verify_find(v, SIT123, EVIDENCE_SUMS, number, &name,
			    "is listed twice");
		return;
	}
	f = vec_add(&v->files);
	f->line = number;
	memcpy(f->sum, sum.p, sum.n);
	f->sum[sum.n] = '\0';
}

static void read_list(struct verify *v, struct span bytes)
{
	uint64_t number = 0;
	struct span line;

	while (span_cut(&bytes, '\n', &line))
		take_line(v, line, ++number);
}

/* ---- bytes ---- */

static int open_file(struct verify *v, const char *name)
{
	return openat(v->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
		      O_NOCTTY | O_CLOEXEC);
}

typedef void reader(void *into, const void *p, size_t n);

/* An errno, or 0. */
static int read_all(struct verify *v, const char *name, reader *take,
		    void *into)
{
	const int fd = open_file(v, name);
	char block[BLOCK];
	struct stat st;
	ssize_t n = 1;
	int error = 0;

	if (fd < 0)
		return errno;
	if (fstat(fd, &st) != 0)
		error = errno;
	else if (!S_ISREG(st.st_mode))
		error = ELOOP;
	while (!error && n != 0) {
		n = read(fd, block, sizeof(block));
		if (n > 0)
			take(into, block, (size_t)n);
		else if (n < 0 && errno != EINTR)
			error = errno;
	}
	close(fd);
	return error;
}

static void to_buf(void *into, const void *p, size_t n)
{
	buf_add_bytes(into, p, n);
}

bool verify_bytes(struct verify *v, const char *name, struct buf *bytes)
{
	return read_all(v, name, to_buf, bytes) == 0;
}

struct cutter {
	verify_line *take;
	void *into;
	struct buf rest;		/* of a line that is not whole yet */
};

static void to_lines(void *into, const void *p, size_t n)
{
	struct cutter *c = into;
	struct span block = span_make(p, n);
	const char *end;

	while (block.n && (end = memchr(block.p, '\n', block.n)) != NULL) {
		const struct span line = span_make(block.p,
						   (size_t)(end - block.p));

		block = span_from(block, line.n + 1);
		if (c->rest.n == 0) {
			c->take(c->into, line);
			continue;
		}
		buf_add(&c->rest, line);
		c->take(c->into, buf_span(&c->rest));
		buf_clear(&c->rest);
	}
	buf_add(&c->rest, block);
}

void verify_lines(struct verify *v, const char *name, verify_line *take,
		  void *into)
{
	struct cutter c = { .take = take, .into = into };

	read_all(v, name, to_lines, &c);
	if (c.rest.n)
		take(into, buf_span(&c.rest));
	buf_release(&c.rest);
}

struct digest {
	struct sha256 h;
	uint64_t bytes;
};

static void to_digest(void *into, const void *p, size_t n)
{
	struct digest *d = into;

	sha256_add(&d->h, p, n);
	d->bytes += n;
}

static void check_file(struct verify *v, uint32_t at)
{
	const struct span name = intern_get(&v->names, at);
	const struct span bodies = SPAN(EVIDENCE_BODIES "/");
	struct listed *f = &v->files.v[at];
	struct digest d = { .bytes = 0 };
	char sum[SHA256_TEXT];
	int error;

	sha256_init(&d.h);
	error = read_all(v, name.p, to_digest, &d);
	if (error == ENOENT) {
		verify_find(v, SIT120, EVIDENCE_SUMS, f->line, &name,
			    "is listed, but not there");
		return;
	}
	if (error == ELOOP)
		return;		/* the walk says what it is */
	if (error) {
		v->system = true;
		verify_find(v, SIT120, EVIDENCE_SUMS, f->line, &name,
			    "cannot be read: %s", strerror(error));
		return;
	}
	f->found = true;
	f->bytes = d.bytes;
	sha256_hex(&d.h, sum);
	if (strcmp(sum, f->sum) != 0)
		verify_find(v, SIT122, EVIDENCE_SUMS, f->line, &name,
			    "has other bytes than those that were recorded");
	if (span_starts(name, bodies) &&
	    !span_eq(span_from(name, bodies.n), span_of(f->sum)))
		verify_find(v, SIT123, EVIDENCE_SUMS, f->line, &name,
			    "is not named by its own digest");
}

/* ---- the folder ---- */

static void look_at(struct verify *v, int dir, const char *folder,
		    const char *entry)
{
	struct buf name = BUF_INIT;
	struct stat st;
	struct span s;

	buf_addf(&name, "%s%s", folder, entry);
	s = buf_span(&name);
	if (utf8_check(s) < s.n || fstatat(dir, entry, &st,
					   AT_SYMLINK_NOFOLLOW) != 0)
		verify_find(v, SIT121, EVIDENCE_SUMS, 0, &s,
			    "cannot be looked at");
	else if (span_eq(s, SPAN(EVIDENCE_BODIES)) && S_ISDIR(st.st_mode))
		;
	else if (!S_ISREG(st.st_mode))
		verify_find(v, SIT124, EVIDENCE_SUMS, 0, &s, "is %s, and no "
			    "file of a pack", S_ISLNK(st.st_mode) ? "a link" :
			    S_ISDIR(st.st_mode) ? "a folder" : "no file");
	else if (!span_eq(s, SPAN(EVIDENCE_SUMS)) &&
		 intern_find(&v->names, s) == INTERN_NONE)
		verify_find(v, SIT121, EVIDENCE_SUMS, 0, &s,
			    "is there, but not listed");
	buf_release(&name);
}

static void walk(struct verify *v, const char *path, const char *folder)
{
	const int fd = openat(v->fd, path, O_RDONLY | O_DIRECTORY |
			      O_NOFOLLOW | O_CLOEXEC);
	struct dirent *e;
	DIR *dir;

	if (fd < 0)
		return;			/* told by what it should hold */
	dir = fdopendir(fd);
	if (!dir) {
		close(fd);
		v->system = true;
		return;
	}
	while ((e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0)
			look_at(v, dirfd(dir), folder, e->d_name);
	}
	closedir(dir);
}

/* A link where the folder of bodies should be leads out of the pack. */
static bool bodies_are_here(struct verify *v)
{
	struct stat st;

	return fstatat(v->fd, EVIDENCE_BODIES, &st, AT_SYMLINK_NOFOLLOW) !=
	       0 || S_ISDIR(st.st_mode);
}

bool verify_files(struct verify *v)
{
	const struct span bodies = SPAN(EVIDENCE_BODIES "/");
	const bool here = bodies_are_here(v);
	struct buf list = BUF_INIT;
	struct digest d = { .bytes = 0 };
	const int error = read_all(v, EVIDENCE_SUMS, to_buf, &list);

	if (error) {
		v->system = error != ENOENT && error != ELOOP;
		verify_find(v, SIT120, EVIDENCE_SUMS, 0, NULL,
			    "cannot be read: %s; is this an evidence pack?",
			    strerror(error));
		buf_release(&list);
		return false;
	}
	sha256_init(&d.h);
	sha256_add(&d.h, list.p, list.n);
	sha256_hex(&d.h, v->t->sums);
	read_list(v, buf_span(&list));
	buf_release(&list);
	for (uint32_t i = 0; i < v->names.count; i++) {
		if (here || !span_starts(intern_get(&v->names, i), bodies))
			check_file(v, i);
	}
	walk(v, ".", "");
	if (here)
		walk(v, EVIDENCE_BODIES, EVIDENCE_BODIES "/");
	return true;
}
