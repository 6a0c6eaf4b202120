/* The text has a fixed length, so that a mark can be made on a full disk. */
#include "file/journal_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define LOCK_BYTES	256
#define LOCK_TRIES	20		/* of 5 ms, for a holder to say who; or
					   until nobody removes it */
#define MARK		"check\n"

struct journal_lock {
	int fd;
	char *name;
	bool made;			/* by us: nobody had written in it */
	bool marked;
};

static ssize_t read_text(int fd, char text[LOCK_BYTES + 1])
{
	ssize_t n;

	do
		n = pread(fd, text, LOCK_BYTES, 0);
	while (n < 0 && errno == EINTR);
	text[n > 0 ? n : 0] = '\0';
	return n;
}

/* The state is the first line: where a crash may cut, it is whole. */
static void write_text(struct journal_lock *l)
{
	char text[LOCK_BYTES + 1], host[65] = "";
	ssize_t n;

	gethostname(host, sizeof(host) - 1);
	memset(text, '\n', LOCK_BYTES);
	n = snprintf(text, sizeof(text), "%sprocess %ld on %s",
		     l->marked ? MARK : "in use\n", (long)getpid(), host);
	text[n] = '\n';
	lseek(l->fd, 0, SEEK_SET);
	do
		n = write(l->fd, text, LOCK_BYTES);
	while (n < 0 && errno == EINTR);
}

/* "process 4711 on host" */
static void read_holder(int fd, struct span *holder, char text[LOCK_BYTES + 1])
{
	struct span rest, line;

	*holder = SPAN("another process");
	for (unsigned i = 0; i < LOCK_TRIES; i++) {
		if (read_text(fd, text) == LOCK_BYTES)
			break;
		poll(NULL, 0, 5);
	}
	rest = span_of(text);
	if (span_cut(&rest, '\n', &line) && span_cut(&rest, '\n', &line) &&
	    span_starts(line, SPAN("process ")))
		*holder = line;
}

static void complain(struct journal_why *why, enum journal_wrong wrong,
		     const char *path, const char *doing, const char *what)
{
	why->wrong = wrong;
	snprintf(why->text, sizeof(why->text), "cannot %s '%s': %s", doing,
		 path, what);
}

static bool take(int fd, const char *path, struct journal_why *why)
{
	char text[LOCK_BYTES + 1];
	struct span holder;
	int r;

	do
		r = flock(fd, LOCK_EX | LOCK_NB);
	while (r != 0 && errno == EINTR);
	if (r == 0)
		return true;
	if (errno != EWOULDBLOCK) {
		complain(why, JOURNAL_FAILED, path, "lock", strerror(errno));
		return false;
	}
	read_holder(fd, &holder, text);
	why->wrong = JOURNAL_HELD;
	snprintf(why->text, sizeof(why->text), "'%s' is in use by " SPAN_F,
		 path, SPAN_A(holder));
	return false;
}

/* Is it still the file of that name, or did who had it remove it? */
static bool stands(int fd, const char *name)
{
	struct stat own, st;

	return fstat(fd, &own) == 0 && lstat(name, &st) == 0 &&
	       own.st_dev == st.st_dev && own.st_ino == st.st_ino;
}

/* -1: `why`. */
static int open_locked(const char *name, const char *shown,
		       struct journal_why *why)
{
	int fd;

	for (unsigned i = 0; i < LOCK_TRIES; i++) {
		do
			fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC |
				  O_NOFOLLOW | O_NOCTTY, 0666);
		while (fd < 0 && errno == EINTR);
		if (fd < 0) {
			complain(why, JOURNAL_FAILED, name, "open",
				 strerror(errno));
			return -1;
		}
		if (!take(fd, shown, why)) {
			close(fd);
			return -1;
		}
		if (stands(fd, name))
			return fd;
		close(fd);
	}
	complain(why, JOURNAL_FAILED, name, "lock", "others come and go");
	return -1;
}

struct journal_lock *journal_lock_take(const char *path, const char *shown,
				       struct journal_why *why)
{
	struct buf name = BUF_INIT;
	struct journal_lock *l = NULL;
	char text[LOCK_BYTES + 1];
	int fd;

	buf_addf(&name, "%s.lock", path);
	fd = open_locked(name.p, shown, why);
	if (fd >= 0) {
		l = mem_array(1, sizeof(*l));
		l->fd = fd;
		l->name = mem_string(name.p);
	}
	buf_release(&name);
	if (!l)
		return NULL;
	l->made = read_text(fd, text) == 0;
	l->marked = span_starts(span_of(text), SPAN(MARK));
	write_text(l);
	return l;
}

bool journal_lock_marked(const struct journal_lock *l)
{
	return l->marked;
}

void journal_lock_mark(struct journal_lock *l)
{
	if (l->marked)
		return;
	l->marked = true;
	write_text(l);
	fsync(l->fd);		/* best effort: the disk is failing */
}

void journal_lock_clear(struct journal_lock *l)
{
	l->marked = false;
	write_text(l);
}

void journal_lock_give(struct journal_lock *l)
{
	if (!l)
		return;
	close(l->fd);
	mem_free(l->name);
	mem_free(l);
}

void journal_lock_drop(struct journal_lock *l)
{
	if (l && l->made && !l->marked)
		unlink(l->name);
	journal_lock_give(l);
}
