/* Hundreds of thousands of small files: one sync for all of them. */
#include "file/evidence_dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/vec.h"

#define BUFFER	65536

struct dir_file {
	struct span name;
	char sum[SHA256_TEXT];
};

struct evidence_dir {
	struct sink sink;		/* first: cast back */
	char *path, *temp;
	int fd;
	int file;			/* that is open; -1: none */
	int error;
	struct sha256 digest;
	struct arena arena;
	VEC(struct dir_file) files;
	struct buf buffer;
};

static void fail(struct evidence_dir *d, int error)
{
	if (d->error == 0)
		d->error = error;
}

static void flush(struct evidence_dir *d)
{
	const char *p = d->buffer.p;
	size_t n = d->buffer.n;

	while (n && d->error == 0) {
		const ssize_t done = write(d->file, p, n);

		if (done > 0) {
			p += done;
			n -= (size_t)done;
		} else if (done == 0 || errno != EINTR) {
			fail(d, done == 0 ? EIO : errno);
		}
	}
	buf_clear(&d->buffer);
}

static void put(struct sink *s, const void *p, size_t n)
{
	struct evidence_dir *d = (struct evidence_dir *)s;

	if (d->error)
		return;
	sha256_add(&d->digest, p, n);
	buf_add_bytes(&d->buffer, p, n);
	if (d->buffer.n >= BUFFER)
		flush(d);
}

static void end_file(struct evidence_dir *d)
{
	if (d->file < 0)
		return;
	flush(d);
	sha256_hex(&d->digest, d->files.v[d->files.n - 1].sum);
	if (close(d->file) != 0 && errno != EINTR)
		fail(d, errno);
	d->file = -1;
}

struct sink *evidence_dir_file(struct evidence_dir *d, const char *name)
{
	struct dir_file *f;

	end_file(d);
	f = vec_add(&d->files);
	f->name = arena_span(&d->arena, span_of(name));
	sha256_init(&d->digest);
	d->file = openat(d->fd, name, O_WRONLY | O_CREAT | O_EXCL |
			 O_NOFOLLOW | O_CLOEXEC, 0666);
	if (d->file < 0)
		fail(d, errno);
	return &d->sink;
}

static void say(struct buf *why, const char *path, int error)
{
	buf_add(why, SPAN("cannot write '"));
	utf8_add_visible(why, span_of(path));
	buf_addf(why, "': %s", strerror(error));
}

/* "a/b/" is "a/b". */
static char *cut_slashes(const char *path)
{
	char *p = mem_string(path);
	size_t n = strlen(p);

	while (n > 1 && p[n - 1] == '/')
		p[--n] = '\0';
	return p;
}

/* An empty folder may be taken; rename() will. */
static int is_free(const char *path)
{
	struct stat st;
	DIR *dir;
	unsigned n = 0;

	if (lstat(path, &st) != 0)
		return errno == ENOENT ? 0 : errno;
	if (!S_ISDIR(st.st_mode))
		return EEXIST;
	dir = opendir(path);
	if (!dir)
		return errno;
	while (n <= 2 && readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n > 2 ? ENOTEMPTY : 0;
}

struct evidence_dir *evidence_dir_make(const char *path, struct buf *why)
{
	struct evidence_dir *d = mem_array(1, sizeof(*d));
	struct buf temp = BUF_INIT;
	const char *slash;
	mode_t mask;
	int error;

	d->sink.put = put;
	d->file = d->fd = -1;
	d->path = cut_slashes(path);
	slash = strrchr(d->path, '/');
	if (slash)
		buf_add_bytes(&temp, d->path, (size_t)(slash - d->path) + 1);
	buf_add(&temp, SPAN(".smets1-XXXXXX"));
	error = is_free(d->path);
	if (!error && !mkdtemp(temp.p))
		error = errno;
	if (error) {
		say(why, d->path, error);
		buf_release(&temp);
		evidence_dir_discard(d);
		return NULL;
	}
	d->temp = mem_string(temp.p);
	buf_release(&temp);
	mask = umask(0);
	umask(mask);
	d->fd = open(d->temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (d->fd < 0 || fchmod(d->fd, 0777 & ~mask) != 0 ||
	    mkdirat(d->fd, EVIDENCE_BODIES, 0777) != 0)
		fail(d, errno);
	return d;
}

static int by_name(const void *a, const void *b)
{
	const struct dir_file *x = a, *y = b;

	return span_cmp(x->name, y->name);
}

static void put_sums(struct evidence_dir *d, char sum[SHA256_TEXT])
{
	const size_t n = d->files.n;
	struct sink *s;

	end_file(d);
	if (n)
		qsort(d->files.v, n, sizeof(d->files.v[0]), by_name);
	s = evidence_dir_file(d, EVIDENCE_SUMS);
	for (size_t i = 0; i < n; i++) {
		sink_put(s, span_of(d->files.v[i].sum));
		sink_put(s, SPAN("  "));
		sink_put(s, d->files.v[i].name);
		sink_put(s, SPAN("\n"));
	}
	end_file(d);
	memcpy(sum, d->files.v[n].sum, SHA256_TEXT);
}

/* The folder that the pack stands in. */
static void sync_parent(struct evidence_dir *d)
{
	const int parent = openat(d->fd, "..", O_RDONLY | O_DIRECTORY |
				  O_CLOEXEC);

	if (parent < 0 || fsync(parent) != 0)
		fail(d, errno);
	if (parent >= 0)
		close(parent);
}

bool evidence_dir_commit(struct evidence_dir *d, char sum[SHA256_TEXT],
			 struct buf *why)
{
	bool ok;

	put_sums(d, sum);
	if (!d->error && syncfs(d->fd) != 0)
		fail(d, errno);
	if (!d->error && rename(d->temp, d->path) != 0)
		fail(d, errno);
	if (!d->error) {
		mem_free(d->temp);
		d->temp = NULL;
		sync_parent(d);
	}
	ok = d->error == 0;
	if (!ok)
		say(why, d->path, d->error);
	evidence_dir_discard(d);
	return ok;
}

static void remove_all(struct evidence_dir *d)
{
	for (size_t i = 0; i < d->files.n; i++)
		unlinkat(d->fd, d->files.v[i].name.p, 0);
	unlinkat(d->fd, EVIDENCE_BODIES, AT_REMOVEDIR);
	rmdir(d->temp);
}

void evidence_dir_discard(struct evidence_dir *d)
{
	if (d->file >= 0)
		close(d->file);
	if (d->temp)
		remove_all(d);
	if (d->fd >= 0)
		close(d->fd);
	mem_free(d->path);
	mem_free(d->temp);
	vec_release(&d->files);
	buf_release(&d->buffer);
	arena_release(&d->arena);
	mem_free(d);
}
