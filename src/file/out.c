/*
 * out.c - one output: the whole of it or nothing
 *
 * A temporary in the directory of the target, fsync, rename, fsync of the
 * directory. The directory is held open and everything is done relative to
 * it, so the file lands where the user pointed even if a parent is renamed
 * meanwhile. O_TMPFILE was rejected: it cannot replace an existing name.
 *
 * The temporary is created and put on the list with INT, TERM and HUP
 * blocked, so there is no moment at which a signal would leave it behind.
 * What kill -9 leaves behind, a later run removes: age is measured against
 * the time stamp of the new temporary (no clock is asked, and a file server
 * may have its own), and a lock tells a slow writer from a dead one.
 */
#include "file/out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"

#define OUT_BUFFER	65536
#define OUT_PREFIX	".smets1-"
#define OUT_RANDOM	6
#define OUT_TEMP	(sizeof(OUT_PREFIX) + OUT_RANDOM)
#define OUT_TRIES	100
#define OUT_LINKS	40
#define OUT_STALE_S	3600

struct out {
	struct sink sink;	/* first: a sink is cast back to its out */
	struct out *next;
	char *path;		/* as it was given; NULL: standard output */
	char *base;		/* the name to replace, inside dir */
	int fd;
	int dir;
	int error;		/* the first one */
	char *reason;		/* of ECANCELED: what the writer said */
	char temp[OUT_TEMP];	/* empty: written directly */
	size_t used;
	char buffer[OUT_BUFFER];
};

static struct out *volatile open_list;
static volatile sig_atomic_t pipe_closed;

static void signals_block(sigset_t *old)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, old);
}

static void signals_restore(const sigset_t *old)
{
	sigprocmask(SIG_SETMASK, old, NULL);
}

static void forget(struct out *o)
{
	struct out *at = open_list;
	sigset_t old;

	signals_block(&old);
	if (at == o) {
		open_list = o->next;
	} else {
		while (at && at->next != o)
			at = at->next;
		if (at)
			at->next = o->next;
	}
	signals_restore(&old);
}

void out_remove_temporaries(void)
{
	for (const struct out *o = open_list; o; o = o->next)
		unlinkat(o->dir, o->temp, 0);
}

bool out_pipe_closed(void)
{
	return pipe_closed;
}

static void fail(struct out *o, int error)
{
	if (o->error == 0)
		o->error = error;
	if (error == EPIPE)
		pipe_closed = 1;
}

static void write_all(struct out *o, const char *p, size_t n)
{
	struct pollfd wait = { .fd = o->fd, .events = POLLOUT };
	ssize_t done;

	while (n > 0 && o->error == 0) {
		done = write(o->fd, p, n);
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		} else if (done == 0) {
			fail(o, EIO);
		} else if (errno == EAGAIN) {
			poll(&wait, 1, -1);
		} else if (errno != EINTR) {
			fail(o, errno);
		}
	}
}

static void flush(struct out *o)
{
	write_all(o, o->buffer, o->used);
	o->used = 0;
}

static void out_put(struct sink *s, const void *p, size_t n)
{
	struct out *o = (struct out *)s;

	if (n == 0 || o->error != 0)
		return;
	if (n > OUT_BUFFER - o->used)
		flush(o);
	if (n >= OUT_BUFFER) {
		write_all(o, p, n);
		return;
	}
	memcpy(o->buffer + o->used, p, n);
	o->used += n;
}

static void out_fail(struct sink *s, struct span why)
{
	struct out *o = (struct out *)s;

	if (o->error != 0)
		return;
	fail(o, ECANCELED);
	o->reason = mem_array(why.n + 1, 1);
	memcpy(o->reason, why.p, why.n);
}

static bool is_temporary(const char *name)
{
	static const size_t prefix = sizeof(OUT_PREFIX) - 1;

	return strncmp(name, OUT_PREFIX, prefix) == 0 &&
	       strlen(name) == prefix + OUT_RANDOM &&
	       strspn(name + prefix, "abcdefghijklmnopqrstuvwxyz234567") ==
	       OUT_RANDOM;
}

static void remove_if_stale(int dir, const char *name, time_t newest)
{
	struct stat st;
	int fd;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    !S_ISREG(st.st_mode) || st.st_mtime >= newest - OUT_STALE_S)
		return;
	fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(dir, name, 0);
	close(fd);
}

/* Best effort: what cannot be read or removed is left alone. */
static void remove_stale(const struct out *o)
{
	struct stat st;
	struct dirent *e;
	DIR *d;
	int fd;

	if (fstat(o->fd, &st) != 0)
		return;
	fd = openat(o->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	d = fdopendir(fd);
	if (!d) {
		close(fd);
		return;
	}
	while ((e = readdir(d)) != NULL)
		if (is_temporary(e->d_name))
			remove_if_stale(o->dir, e->d_name, st.st_mtime);
	closedir(d);
}

static void name_temporary(char name[OUT_TEMP], unsigned try)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char r[OUT_RANDOM];
	unsigned pid = (unsigned)getpid() + try * 7919u;
	size_t at = sizeof(OUT_PREFIX) - 1;

	if (getrandom(r, sizeof(r), GRND_NONBLOCK) != (ssize_t)sizeof(r))
		for (size_t i = 0; i < sizeof(r); i++)
			r[i] = (unsigned char)(pid >> (5 * i));
	memcpy(name, OUT_PREFIX, at);
	for (size_t i = 0; i < sizeof(r); i++)
		name[at++] = letters[r[i] & 31];
	name[at] = '\0';
}

/* A file of another owner keeps its owner, or at least its group; if even
 * that is refused the group of ours gets no rights that theirs had. */
static int take_after(int fd, const struct stat *st)
{
	mode_t mode = st->st_mode & 0777;

	if (fchown(fd, st->st_uid, st->st_gid) != 0 &&
	    fchown(fd, (uid_t)-1, st->st_gid) != 0)
		mode &= ~(mode_t)S_IRWXG;
	return fchmod(fd, mode);
}

static void create_temporary(struct out *o, const struct stat *replaced)
{
	sigset_t old;

	for (unsigned try = 0; o->fd < 0 && try < OUT_TRIES; try++) {
		name_temporary(o->temp, try);
		signals_block(&old);
		o->fd = openat(o->dir, o->temp,
			       O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC |
			       O_NOFOLLOW, replaced ? 0600 : 0666);
		if (o->fd >= 0) {
			o->next = open_list;
			open_list = o;
		} else if (errno != EEXIST && errno != EINTR) {
			fail(o, errno);
			try = OUT_TRIES;
		}
		signals_restore(&old);
	}
	if (o->fd < 0) {
		fail(o, EEXIST);
		o->temp[0] = '\0';
		return;
	}
	if (flock(o->fd, LOCK_EX | LOCK_NB) == 0)
		remove_stale(o);
	if (replaced && take_after(o->fd, replaced) != 0)
		fail(o, errno);
}

/* Follows the links of `path` one by one: unlike realpath() this also finds
 * where a dangling link points. False: too many, or too long. */
static bool follow(const char *path, char at[PATH_MAX])
{
	char link[PATH_MAX];
	char *slash;
	size_t head;
	ssize_t n;

	if (strlen(path) >= PATH_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy(at, path, strlen(path) + 1);
	for (int hops = 0; hops < OUT_LINKS; hops++) {
		n = readlink(at, link, sizeof(link) - 1);
		if (n < 0)
			return true;
		slash = strrchr(at, '/');
		head = slash && link[0] != '/' ? (size_t)(slash - at) + 1 : 0;
		if (head + (size_t)n >= PATH_MAX) {
			errno = ENAMETOOLONG;
			return false;
		}
		memcpy(at + head, link, (size_t)n);
		at[head + (size_t)n] = '\0';
	}
	errno = ELOOP;
	return false;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static void open_directly(struct out *o)
{
	do
		o->fd = open(o->path, O_WRONLY | O_TRUNC | O_NOCTTY |
			     O_CLOEXEC);
	while (o->fd < 0 && errno == EINTR);
	if (o->fd < 0)
		fail(o, errno);
}

/* at: the resolved path, cut in two here. */
static void open_beside(struct out *o, char *at, const struct stat *replaced)
{
	char *slash = strrchr(at, '/');
	const char *base = slash ? slash + 1 : at;
	const char *dir = ".";

	if (slash) {
		*slash = '\0';
		dir = slash == at ? "/" : at;
	}
	if (*base == '\0') {
		fail(o, *o->path ? EISDIR : ENOENT);
		return;
	}
	o->base = mem_string(base);
	o->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (o->dir < 0) {
		fail(o, errno);
		return;
	}
	if (replaced && faccessat(o->dir, base, W_OK, AT_EACCESS) != 0) {
		fail(o, errno);
		return;
	}
	create_temporary(o, replaced);
}

static void open_path(struct out *o)
{
	struct stat st, other;
	char at[PATH_MAX];

	if (stat(o->path, &st) != 0) {
		if (errno != ENOENT || !follow(o->path, at))
			fail(o, errno);
		else
			open_beside(o, at, NULL);
		return;
	}
	if (!S_ISREG(st.st_mode)) {
		open_directly(o);
		return;
	}
	if (fstat(STDOUT_FILENO, &other) == 0 && same_file(&st, &other)) {
		o->fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
		if (o->fd < 0)
			fail(o, errno);
		return;
	}
	if (!follow(o->path, at)) {
		fail(o, errno);
		return;
	}
	/* A link of /proc may name a file that has no name any more. */
	if (stat(at, &other) != 0 || !same_file(&st, &other))
		open_directly(o);
	else
		open_beside(o, at, &st);
}

struct out *out_open(const char *path)
{
	struct out *o = mem_array(1, sizeof(*o));

	o->sink.put = out_put;
	o->sink.fail = out_fail;
	o->fd = -1;
	o->dir = -1;
	if (path) {
		o->path = mem_string(path);
		open_path(o);
	} else {
		o->fd = STDOUT_FILENO;
	}
	return o;
}

/* A standard output that was closed is /dev/null too, but for reading: to
 * write there must fail. */
bool out_is_nowhere(const struct out *o)
{
	const int flags = o->fd >= 0 ? fcntl(o->fd, F_GETFL) : -1;
	struct stat st, null;

	return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY &&
	       fstat(o->fd, &st) == 0 && S_ISCHR(st.st_mode) &&
	       stat("/dev/null", &null) == 0 && st.st_rdev == null.st_rdev;
}

struct sink *out_sink(struct out *o)
{
	return &o->sink;
}

static int sync_retry(int fd)
{
	int r;

	do
		r = fsync(fd);
	while (r != 0 && errno == EINTR);
	/* Some file systems and every pipe have nothing to sync. */
	return r != 0 && (errno == EINVAL || errno == EROFS) ? 0 : r;
}

static void close_file(struct out *o)
{
	if (o->fd < 0 || !o->path)
		return;
	if (close(o->fd) != 0 && errno != EINTR)
		fail(o, errno);
	o->fd = -1;
}

static void replace(struct out *o)
{
	if (o->error == 0 && sync_retry(o->fd) != 0)
		fail(o, errno);
	close_file(o);
	if (o->error == 0 &&
	    renameat(o->dir, o->temp, o->dir, o->base) != 0)
		fail(o, errno);
	if (o->error != 0) {
		unlinkat(o->dir, o->temp, 0);
		return;
	}
	if (sync_retry(o->dir) != 0)
		fail(o, errno);
}

static void end(struct out *o)
{
	close_file(o);
	if (o->temp[0])
		forget(o);
	if (o->dir >= 0)
		close(o->dir);
	mem_free(o->path);
	mem_free(o->base);
	mem_free(o->reason);
	mem_free(o);
}

static void tell(const struct out *o, struct buf *why)
{
	const char *reason = o->reason ? o->reason : strerror(o->error);

	if (o->path) {
		buf_add(why, SPAN("cannot write '"));
		utf8_add_visible(why, span_of(o->path));
		buf_addf(why, "': %s", reason);
	} else {
		buf_addf(why, "cannot write standard output: %s", reason);
	}
}

bool out_commit(struct out *o, struct buf *why)
{
	bool done;

	flush(o);
	if (o->temp[0])
		replace(o);
	else
		close_file(o);
	done = o->error == 0;
	if (!done)
		tell(o, why);
	end(o);
	return done;
}

bool out_possible(const char *path, struct buf *why)
{
	struct stat st;
	struct out *o;
	bool can;

	/* a pipe would take the end of this for the end of all */
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return true;
	o = out_open(path);
	can = o->error == 0;
	if (!can)
		tell(o, why);
	out_discard(o);
	return can;
}

void out_discard(struct out *o)
{
	close_file(o);
	if (o->temp[0])
		unlinkat(o->dir, o->temp, 0);
	end(o);
}
