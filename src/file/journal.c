/*
 * journal.c - a database opened, one transaction at a time, and closed
 *
 * The database file is only ever opened by SQLite: to close another
 * descriptor of it would give SQLite's own locks away. Checkpoints are made
 * here and not by SQLite's hook, which would not tell that one failed.
 */
#include "file/journal_room.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"

#define BUSY_MS		10000
#define LOG_PAGES	2000		/* 8 MB, then a checkpoint */

/* ---- opening ---- */

static void refuse(struct journal_why *why, enum journal_wrong wrong,
		   const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static void refuse(struct journal_why *why, enum journal_wrong wrong,
		   const char *fmt, ...)
{
	va_list args;

	why->wrong = wrong;
	va_start(args, fmt);
	vsnprintf(why->text, sizeof(why->text), fmt, args);
	va_end(args);
}

/* One name for one database, whatever links lead to it: its lock has to be
 * one. A name that SQLite would take for something else gets a "./". */
static bool real_name(const char *path, char name[PATH_MAX])
{
	struct buf b = BUF_INIT;
	char folder[PATH_MAX];
	const char *slash;

	if (realpath(path, name))
		return true;
	if (errno != ENOENT)
		return false;
	slash = strrchr(path, '/');
	if (slash)
		buf_add_bytes(&b, path, (size_t)(slash - path) + 1);
	else
		buf_add(&b, SPAN("."));
	if (realpath(b.p, folder)) {
		const int n = snprintf(name, PATH_MAX, "%s/%s", folder,
				       slash ? slash + 1 : path);

		if (n >= PATH_MAX)
			errno = ENAMETOOLONG;
		else
			errno = 0;
	}
	buf_release(&b);
	return errno == 0;
}

/* A journal on a medium that cannot be written has no log beside it, and
 * SQLite can only read it as something that never changes. */
static bool open_unchanging(struct journal *j)
{
	struct buf uri = BUF_INIT;
	struct stat st;
	bool open;

	buf_addf(&uri, "%s-wal", j->path);
	open = stat(uri.p, &st) != 0 || st.st_size == 0;
	buf_clear(&uri);
	buf_add(&uri, SPAN("file:"));
	for (const char *p = j->path; *p; p++) {
		if (strchr("%?#", *p))
			buf_addf(&uri, "%%%02X", (unsigned)(unsigned char)*p);
		else
			buf_add_char(&uri, *p);
	}
	buf_add(&uri, SPAN("?immutable=1"));
	if (open) {
		sqlite3_close(j->db);
		j->db = NULL;
		open = sqlite3_open_v2(uri.p, &j->db, SQLITE_OPEN_READONLY |
				       SQLITE_OPEN_URI, NULL) == SQLITE_OK;
	}
	buf_release(&uri);
	return open;
}

static int64_t pragma(struct journal *j, const char *sql)
{
	sqlite3_stmt *s;
	int64_t v = -1;

	if (sqlite3_prepare_v2(j->db, sql, -1, &s, NULL) != SQLITE_OK)
		return -1;
	if (sqlite3_step(s) == SQLITE_ROW)
		v = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return v;
}

static bool is_ours(struct journal *j, enum journal_mode mode, bool *fresh,
		    struct journal_why *why)
{
	const int64_t tables = pragma(j, "SELECT count(*) FROM sqlite_schema");
	int64_t id, version;

	if (tables < 0 && (sqlite3_errcode(j->db) & 0xff) != SQLITE_NOTADB) {
		journal_fail(j, "read");
		return false;
	}
	id = pragma(j, "PRAGMA application_id");
	version = pragma(j, "PRAGMA user_version");
	*fresh = mode == JOURNAL_WRITE && tables == 0 && id == 0;
	if (*fresh || (tables > 0 && id == JOURNAL_APPLICATION &&
		       version == JOURNAL_VERSION))
		return true;
	if (mode == JOURNAL_CONTINUE && tables == 0 && id == 0)
		refuse(why, JOURNAL_EMPTY, "'%s' has nothing in it", j->shown);
	else if (tables > 0 && id == JOURNAL_APPLICATION)
		refuse(why, JOURNAL_ALIEN, "'%s' is the journal of %s version "
		       "of this program; finish it, or --export it, with the "
		       "one that wrote it", j->shown,
		       version > JOURNAL_VERSION ? "a newer" : "an older");
	else
		refuse(why, JOURNAL_ALIEN, "'%s' is not the journal of a "
		       "campaign", j->shown);
	return false;
}

static void pages_of_log(struct journal *j, int pages)
{
	j->log_pages = pages;
}

static int after_commit(void *journal, sqlite3 *db, const char *name,
			int pages)
{
	(void)db;
	(void)name;
	pages_of_log(journal, pages);
	return SQLITE_OK;
}

static bool set_up(struct journal *j, enum journal_mode mode,
		   struct journal_why *why)
{
	bool fresh = false;

	sqlite3_busy_timeout(j->db, BUSY_MS);
	sqlite3_extended_result_codes(j->db, 1);
	sqlite3_db_config(j->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(j->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if (!is_ours(j, mode, &fresh, why))
		return false;
	if (j->lock && (!journal_run(j, "PRAGMA journal_mode = WAL") ||
			!journal_run(j, "PRAGMA synchronous = FULL; "
				     "PRAGMA cell_size_check = ON; "
				     "PRAGMA wal_autocheckpoint = 0")))
		return false;
	if (j->lock)
		sqlite3_wal_hook(j->db, after_commit, j);
	j->ours = j->lock && (!fresh || journal_schema_make(j));
	return j->ours || !j->lock;
}

static bool open_database(struct journal *j, enum journal_mode mode,
			  struct journal_why *why)
{
	/* a journal belongs to one thread, which needs no locks */
	const int flags = SQLITE_OPEN_NOMUTEX |
		(mode == JOURNAL_READ ? SQLITE_OPEN_READONLY :
		 mode == JOURNAL_CONTINUE ? SQLITE_OPEN_READWRITE :
		 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	int code = sqlite3_open_v2(j->path, &j->db, flags, NULL);

	if (code == SQLITE_NOMEM)
		mem_exhausted(0);
	if (code == SQLITE_OK && !j->lock &&
	    pragma(j, "SELECT count(*) FROM sqlite_schema") < 0 &&
	    ((sqlite3_errcode(j->db) & 0xff) == SQLITE_CANTOPEN ||
	     (sqlite3_errcode(j->db) & 0xff) == SQLITE_READONLY))
		open_unchanging(j);
	if (code != SQLITE_OK) {
		refuse(why, JOURNAL_FAILED, "cannot open '%s': %s", j->shown,
		       sqlite3_errmsg(j->db));
		return false;
	}
	if (set_up(j, mode, why))
		return true;
	if (journal_failed(j))
		refuse(why, JOURNAL_FAILED, "%s", j->failure);
	return false;
}

/* After a write that failed: is all of it there? */
static bool check_marked(struct journal *j, struct journal_why *why)
{
	if (!j->lock || !journal_lock_marked(j->lock))
		return true;
	if (!journal_check(j)) {
		refuse(why, JOURNAL_FAILED, "%s", j->failure);
		return false;
	}
	journal_lock_clear(j->lock);
	j->checked = true;
	return true;
}

/* A folder the library has no word for, and beside a device it would leave
 * files. False: errno says why not. */
static bool can_be(const char *name, enum journal_mode mode)
{
	struct stat st;

	if (stat(name, &st) != 0)
		return mode == JOURNAL_WRITE && errno == ENOENT;
	if (S_ISREG(st.st_mode))
		return true;
	errno = S_ISDIR(st.st_mode) ? EISDIR : ENOTSUP;
	return false;
}

/* What it is before anybody writes; its lock is held. */
static void look_before(struct journal *j)
{
	struct stat st;

	if (!j->lock)
		return;
	j->made = stat(j->path, &st) != 0;
	j->blank = !j->made && st.st_size == 0;
}

struct journal *journal_open(const char *path, enum journal_mode mode,
			     struct journal_why *why)
{
	char name[PATH_MAX];
	struct journal *j;

	*why = (struct journal_why){ JOURNAL_FINE, "" };
	if (!real_name(path, name) || !can_be(name, mode)) {
		refuse(why, errno == ENOENT ? JOURNAL_ABSENT : JOURNAL_FAILED,
		       "cannot open '%s': %s", path, strerror(errno));
		return NULL;
	}
	j = mem_array(1, sizeof(*j));
	*j = (struct journal){ .originators = INTERN_INIT };
	j->path = mem_string(name);
	j->shown = mem_string(path);
	if (mode != JOURNAL_READ)
		j->lock = journal_lock_take(name, path, why);
	look_before(j);
	if ((mode != JOURNAL_READ && !j->lock) ||
	    !open_database(j, mode, why) || !check_marked(j, why)) {
		journal_close(j);
		return NULL;
	}
	return j;
}

/* Readers may be in the way; the next one will do. */
static void checkpoint(struct journal *j)
{
	const int code = sqlite3_wal_checkpoint_v2(j->db, NULL,
		SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

	if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY &&
	    (code & 0xff) != SQLITE_LOCKED)
		journal_fail(j, "write");
}

/* What a failing disk holds stays as it is, and so does what is not ours. A
 * file that was given a head and then nothing is as it was before. */
static void close_database(struct journal *j)
{
	for (unsigned i = 0; i < JOURNAL_SQLS; i++)
		sqlite3_finalize(j->statement[i]);
	if (!j->db)
		return;
	if (j->ours && j->pending)
		sqlite3_exec(j->db, "ROLLBACK", NULL, NULL, NULL);
	if (j->ours && !journal_failed(j))
		checkpoint(j);
	if (!j->ours || journal_failed(j))
		sqlite3_db_config(j->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
				  NULL);
	sqlite3_close(j->db);
	/* the lock is still held: nobody has put anything in it */
	if (j->kept || !j->ours || journal_failed(j))
		return;
	if (j->made)
		unlink(j->path);
	else if (j->blank && truncate(j->path, 0) != 0)
		return;			/* a journal with nothing in it */
}

void journal_close(struct journal *j)
{
	if (!j)
		return;
	close_database(j);
	journal_body_release(j);
	if (j->kept)
		journal_lock_give(j->lock);
	else
		journal_lock_drop(j->lock);
	intern_release(&j->originators);
	vec_release(&j->counters);
	arena_release(&j->arena);
	mem_free(j->path);
	mem_free(j->shown);
	mem_free(j);
}

/* ---- transactions ---- */

bool journal_commit(struct journal *j)
{
	struct put p;

	if (journal_failed(j))
		return false;
	if (!j->pending)
		return true;
	journal_counters_put(j);
	journal_bodies_put(j);
	p = put_begin(j, SQL_COMMIT);
	put_done(&p);
	if (journal_failed(j)) {
		sqlite3_exec(j->db, "ROLLBACK", NULL, NULL, NULL);
		return false;
	}
	j->pending = false;
	j->kept = true;
	if (j->log_pages >= LOG_PAGES) {
		j->log_pages = 0;
		checkpoint(j);
	}
	return !journal_failed(j);
}

const char *journal_failure(const struct journal *j)
{
	return j->failure;
}

bool journal_was_checked(const struct journal *j)
{
	return j->checked;
}

bool journal_hold_still(struct journal *j)
{
	if (journal_run(j, "BEGIN") &&
	    pragma(j, "SELECT count(*) FROM sqlite_schema") < 0)
		journal_fail(j, "read");
	return !journal_failed(j);
}

uint64_t journal_size_bytes(struct journal *j)
{
	struct get g = get_begin(j, SQL_PAGES);
	uint64_t n = 0;

	if (get_row(&g))
		n = get_u64(&g);
	get_end(&g);
	return n;
}

/* ---- the check after a failure ---- */

/* SQLite's finding is a heading and a line. */
static struct span finding(struct span text)
{
	struct span line = text;

	while (span_cut(&text, '\n', &line)) {
		if (line.n && !span_starts(line, SPAN("***")))
			break;
	}
	return line;
}

static void check_pages(struct journal *j)
{
	struct arena a = ARENA_INIT;
	sqlite3_stmt *s = NULL;
	struct get g = { .j = j };

	if (sqlite3_prepare_v2(j->db, "PRAGMA integrity_check(1)", -1, &s,
			       NULL) != SQLITE_OK) {
		journal_fail(j, "read");
		return;
	}
	g.s = s;
	if (get_row(&g)) {
		const struct span text = get_text(&g, &a);

		if (!span_eq(text, SPAN("ok")))
			journal_damaged(j, "its pages do not hold together ("
					SPAN_F ")", SPAN_A(finding(text)));
	}
	sqlite3_finalize(s);
	s = NULL;
	if (!journal_failed(j) &&
	    pragma(j, "SELECT count(*) FROM pragma_foreign_key_check") != 0)
		journal_damaged(j, "something refers to what is not there");
	arena_release(&a);
}

static void check_bodies(struct journal *j)
{
	struct get g = get_begin(j, SQL_BODIES);
	struct span bytes;
	char sha256[SHA256_TEXT];

	while (get_row(&g))
		journal_body_whole(j, &g, &bytes, sha256);
}

bool journal_check(struct journal *j)
{
	check_pages(j);
	if (!journal_failed(j))
		check_bodies(j);
	return !journal_failed(j);
}
