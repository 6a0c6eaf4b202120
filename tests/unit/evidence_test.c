/* evidence_test.c - a pack that was changed anywhere is not believed */
#include "file/evidence_in.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "file/journal_out.h"
#include "journal_util.h"
#include "model/codes.h"

Suite *evidence_suite(void);

#define CASES	60

static char folder[64];
static struct evidence_totals totals;

static void shell(const char *command)
{
	ck_assert_msg(system(command) == 0, "%s", command);
}

static void make_journal(const char *path, uint64_t cases)
{
	struct journal_why why;
	struct journal *j = journal_open(path, JOURNAL_WRITE, &why);
	struct journal_message m = { .arrived_ms = JOURNAL_UTIL_NOW,
		.body = SPAN("<stray/>"), .peer = SPAN("127.0.0.1:9") };

	ck_assert_msg(j != NULL, "%s", why.text);
	ck_assert(journal_util_fill(j, cases, 20));
	journal_file_put(j, 1, SPAN("devices"), 0, SPAN("devices.csv"),
			 SPAN("set,device_id\n"));
	ck_assert(journal_arrived(j, &m));
	m.unmatched = SPAN("no such request");
	journal_message_put(j, &m);
	m.arrived_ms++;
	ck_assert(!journal_arrived(j, &m));
	/* begun, planned, not run */
	journal_util_plan(j, "C2", 3);
	ck_assert(journal_commit(j));
	journal_close(j);
}

static bool export_to(const char *path, struct buf *why)
{
	struct journal_why wrong;
	struct journal *j = journal_open("sit.journal", JOURNAL_READ, &wrong);
	bool ok;

	ck_assert_msg(j != NULL, "%s", wrong.text);
	ok = evidence_export(j, path, "0.1.0", &totals, why);
	journal_close(j);
	return ok;
}

static void setup(void)
{
	struct buf why = BUF_INIT;

	snprintf(folder, sizeof(folder), "/tmp/evidence-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	make_journal("sit.journal", CASES);
	ck_assert_msg(export_to("pack", &why), "%s", why.p);
}

static void teardown(void)
{
	char command[100];

	ck_assert_int_eq(chdir("/"), 0);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

/* The codes found, each once, in order of their numbers: "SIT120 SIT126". */
static const char *wrong(const char *path)
{
	static char text[256];
	struct diag d = DIAG_INIT;
	struct evidence_totals t;
	bool system;

	text[0] = '\0';
	if (evidence_verify(path, NULL, &d, &t, &system))
		ck_assert_uint_eq(d.count[DIAG_ERROR], 0);
	else
		ck_assert(system || d.count[DIAG_ERROR]);
	for (int code = 0; code < CODES; code++) {
		bool has = false;

		for (size_t i = 0; i < d.found.n; i++)
			has = has || strcmp(d.found.v[i].code,
					    code_table[code].name) == 0;
		if (has)
			snprintf(text + strlen(text),
				 sizeof(text) - strlen(text), "%s%s",
				 text[0] ? " " : "", code_table[code].name);
	}
	diag_release(&d);
	return text;
}

/* A fresh copy, changed by a command, has just these codes. */
static void changed(const char *command, const char *codes)
{
	const char *found;

	shell("rm -rf copy && cp -a pack copy");
	shell(command);
	found = wrong("copy");
	ck_assert_msg(strcmp(found, codes) == 0, "%s: '%s', not '%s'",
		      command, found, codes);
}

/* Changes a file and mends its line in SHA256SUMS: the pack of somebody who
 * knows how it is made. */
static void forged(const char *command, const char *codes)
{
	char text[1000];

	snprintf(text, sizeof(text), "(cd copy && %s && for f in *.csv "
		 "*.ndjson manifest.json; do sum=$(sha256sum < $f | "
		 "cut -c1-64); sed -i \"s|^[0-9a-f]*  $f\\$|$sum  $f|\" "
		 "SHA256SUMS; done)", command);
	changed(text, codes);
}

START_TEST(whole)
{
	struct evidence_totals t;
	struct diag d = DIAG_INIT;
	bool system;

	ck_assert(evidence_verify("pack", NULL, &d, &t, &system));
	ck_assert_uint_eq(d.found.n, 0);
	ck_assert_str_eq(t.sums, totals.sums);
	ck_assert_mem_eq(&t, &totals, sizeof(t));
	ck_assert_uint_eq(t.cycles, 2);
	ck_assert_uint_eq(t.cases, CASES + 3);
	ck_assert_uint_eq(t.not_run, 3);
	ck_assert_uint_eq(t.attempts, CASES + 1);
	ck_assert_uint_eq(t.requests, CASES + 1);
	ck_assert_uint_eq(t.unmatched, 1);
	ck_assert_uint_eq(t.bodies, 3 * (CASES + 1) + 2);
	ck_assert_uint_eq(t.verdicts[0], CASES);
	diag_release(&d);
	/* somebody else's program says so too */
	shell("cd pack && sha256sum --quiet --strict -c SHA256SUMS");
	shell("test $(find pack -type f | wc -l) -eq "
	      "$(($(wc -l < pack/SHA256SUMS) + 1))");
	/* nothing is left beside it */
	shell("test \"$(ls -A | tr '\\n' ' ')\" = 'pack sit.journal "
	      "sit.journal-shm sit.journal-wal sit.journal.lock '");
}
END_TEST

/* The same journal, the same bytes; also of another that was filled alike. */
START_TEST(same_bytes)
{
	struct buf why = BUF_INIT;

	ck_assert(export_to("again", &why));
	shell("diff -r pack again");
	shell("rm sit.journal* && rm -r again");
	make_journal("sit.journal", CASES);
	ck_assert(export_to("again/", &why));
	shell("diff -r pack again");
	buf_release(&why);
}
END_TEST

START_TEST(not_over_another)
{
	struct buf why = BUF_INIT;

	shell("mkdir full && touch full/x && mkdir empty && touch file");
	ck_assert(!export_to("full", &why));
	ck_assert(!export_to("file", &why));
	ck_assert(!export_to("no/such", &why));
	ck_assert(export_to("empty", &why));
	ck_assert_str_eq(wrong("empty"), "");
	ck_assert_str_eq(wrong("none"), "SIT120");
	ck_assert_str_eq(wrong("full"), "SIT120");
	buf_release(&why);
}
END_TEST

START_TEST(files_changed)
{
	changed("true", "");
	changed("printf x >> copy/bodies/$(ls copy/bodies | sed -n 7p)",
		"SIT122 SIT126 SIT129");
	changed("f=copy/bodies/$(ls copy/bodies | sed -n 5p) && "
		"{ printf Z; tail -c +2 $f; } > t && mv t $f", "SIT122");
	changed("rm copy/bodies/$(ls copy/bodies | sed -n 9p)",
		"SIT120 SIT126 SIT129");
	changed("touch copy/extra", "SIT121");
	changed("touch copy/bodies/extra", "SIT121");
	changed("touch copy/.hidden", "SIT121");
	changed("mkdir copy/folder", "SIT124");
	changed("mkdir copy/bodies/folder", "SIT124");
	changed("mkfifo copy/bodies/pipe", "SIT124");
	changed("rm copy/SHA256SUMS", "SIT120");
	changed("rm copy/events.ndjson", "SIT120");
	changed("printf '\\n' >> copy/SHA256SUMS", "SIT123");
}
END_TEST

/* What looks right only by way of something outside. */
START_TEST(links)
{
	changed("f=$(ls copy/bodies | sed -n 3p) && mv copy/bodies/$f out && "
		"ln -s ../../out copy/bodies/$f", "SIT124 SIT126 SIT129");
	changed("rm -rf moved && mv copy/bodies moved && "
		"ln -s ../moved copy/bodies", "SIT124 SIT126 SIT129");
	changed("rm -f out && mv copy/results.csv out && ln -s ../out "
		"copy/results.csv", "SIT124 SIT129");
	changed("rm -f out && mv copy/SHA256SUMS out && ln -s ../out "
		"copy/SHA256SUMS", "SIT120");
}
END_TEST

/* A name leads nowhere but into the pack. */
START_TEST(names)
{
	static const char *const tricks[] = { "../out", "/etc/passwd",
		"bodies/../results.csv", "bodies/../../out", "./results.csv",
		".hidden", "bodies/.x", "a/b", "bodies/", "bodies//x", "a b",
		"a\\tb", "\\303\\251", "..", "SHA256SUMS", "",
		"results.csv\\r" };
	char command[300];

	shell("echo secret > out");
	for (size_t i = 0; i < sizeof(tricks) / sizeof(tricks[0]); i++) {
		snprintf(command, sizeof(command), "printf '%%s  %s\\n' "
			 "$(sha256sum < out | cut -c1-64) >> copy/SHA256SUMS",
			 tricks[i]);
		changed(command, "SIT123");
	}
	changed("sed -i 1p copy/SHA256SUMS", "SIT123");
	changed("sed -i 's/^.\\{64\\}/short/; 1q' copy/SHA256SUMS",
		"SIT120 SIT121 SIT123");
}
END_TEST

/* With digests that fit. */
START_TEST(contents)
{
	forged("true", "");
	forged("sed -i '2s/PASS/FAIL/' results.csv", "SIT128 SIT129");
	forged("sed -i '5s/,PASS,/,FAIL,/' attempts.csv", "SIT128");
	forged("sed -i 's/\"verdict\": \"PASS\"/\"verdict\": \"FAIL\"/' "
	       "attempts.ndjson", "SIT128");
	forged("sed -i '3s/,E1,/,E9,/' results.csv", "SIT128");
	forged("sed -i '3s/,I0,/,I9,/' attempts.csv", "SIT128");
	forged("sed -i '3s/,30000,/,60000,/' attempts.csv", "SIT128");
	forged("sed -i 2d cases-1.csv", "SIT128");
	forged("rm cases-2.csv && sed -i '/cases-2/d' SHA256SUMS && "
	       "touch cases-2.csv", "SIT120 SIT121");
	forged("echo x > more.csv && echo 'a  more.csv' >> SHA256SUMS",
	       "SIT123");
	forged("sed -i 4d attempts.ndjson",
	       "SIT127 SIT128 SIT129");
	forged("sed -i 4d attempts.csv", "SIT128");
	forged("sed -i 4d results.csv", "SIT129");
	forged("sed -i 4p attempts.ndjson", "SIT125 SIT129");
	forged("sed -i 4p attempts.csv", "SIT128");
	forged("echo nonsense >> attempts.ndjson", "SIT125");
	forged("echo '[1]' >> attempts.ndjson", "SIT125");
	forged("echo '{}' >> attempts.ndjson", "SIT125");
	forged(": > unmatched.ndjson", "SIT127 SIT129");
	forged("sed -i 's/\"attempts\": [0-9]*/\"attempts\": 7/' "
	       "manifest.json", "SIT129");
	forged("sed -i 's/sit-evidence/other/' manifest.json", "SIT127 SIT130");
	forged("sed -i '/\"role\"/d' manifest.json", "SIT127");
	forged("rm manifest.json && sed -i '/manifest/d' SHA256SUMS && "
	       "touch manifest.json", "SIT120 SIT121 SIT127");
	/* an index that points nowhere, or out of the pack */
	forged("sed -i '3s/\"sha256\": \"[0-9a-f]*\"/\"sha256\": "
	       "\"..\\/results.csv\"/' attempts.ndjson",
	       "SIT126 SIT127 SIT128");
	forged("sed -i '3s/\"bytes\": /\"bytes\": 1/' attempts.ndjson",
	       "SIT126 SIT128");
	/* a body under the name of another */
	forged("set -- $(ls bodies) && cp bodies/$1 bodies/$2 && sed -i "
	       "\"s|^$2  |$1  |\" SHA256SUMS", "SIT123 SIT126 SIT129");
}
END_TEST

/* Any one byte of any file. */
START_TEST(any_byte)
{
	char path[300], command[700];
	struct dirent *e;
	DIR *dir = opendir("pack");
	unsigned seed = 1;

	ck_assert_ptr_nonnull(dir);
	while ((e = readdir(dir)) != NULL) {
		struct stat st;

		snprintf(path, sizeof(path), "pack/%s", e->d_name);
		if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
		    st.st_size == 0)
			continue;
		for (int i = 0; i < 8; i++) {
			int fd, c = 0;
			const char *found;

			seed = seed * 1103515245 + 12345;
			snprintf(command, sizeof(command), "rm -rf copy && "
				 "cp -a pack copy");
			shell(command);
			snprintf(path, sizeof(path), "copy/%s", e->d_name);
			fd = open(path, O_RDWR);
			ck_assert_int_eq(pread(fd, &c, 1, seed % st.st_size),
					 1);
			c ^= 1 << (seed >> 16) % 8;
			ck_assert_int_eq(pwrite(fd, &c, 1,
						seed % st.st_size), 1);
			close(fd);
			found = wrong("copy");
			ck_assert_msg(found[0], "%s, byte %u", path,
				      (unsigned)(seed % st.st_size));
		}
	}
	closedir(dir);
}
END_TEST

/* A disk that is full leaves nothing behind. */
START_TEST(full_disk)
{
	struct rlimit limit = { 40000, 40000 };
	struct buf why = BUF_INIT;
	int status;
	const pid_t pid = fork();

	if (pid == 0) {
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		_exit(export_to("other", &why) ||
		      !strstr(why.p, "cannot write 'other'"));
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 0);
	shell("! ls -A | grep -q smets1- && ! test -e other");
}
END_TEST

/* A journal whose bodies were changed makes no pack. */
START_TEST(no_pack_of_lies)
{
	struct buf why = BUF_INIT;

	shell("sqlite3 sit.journal \"update content set packed = "
	      "zeroblob(100) where content_no = 1\"");
	ck_assert(!export_to("other", &why));
	ck_assert_ptr_nonnull(strstr(why.p, "is damaged"));
	shell("! test -e other && ! ls -A | grep -q smets1-");
	buf_release(&why);
}
END_TEST

/* The programs sqlite3 and zstd find the same bodies. */
START_TEST(others_agree)
{
	shell("mkdir c x && sqlite3 sit.journal \"select writefile('c/' || "
	      "content_no || '.zst', packed) from content\" > /dev/null");
	shell("zstd -dq --rm c/*.zst && sqlite3 sit.journal \"select "
	      "writefile('x/' || lower(hex(sha256)), substr(readfile('c/' || "
	      "content_no), at + 1, bytes)) from body\" > /dev/null");
	shell("diff -r x pack/bodies");
}
END_TEST

Suite *evidence_suite(void)
{
	Suite *s = suite_create("evidence");
	TCase *t = tcase_create("evidence");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 300);
	tcase_add_test(t, whole);
	tcase_add_test(t, same_bytes);
	tcase_add_test(t, not_over_another);
	tcase_add_test(t, files_changed);
	tcase_add_test(t, links);
	tcase_add_test(t, names);
	tcase_add_test(t, contents);
	tcase_add_test(t, any_byte);
	tcase_add_test(t, full_disk);
	tcase_add_test(t, no_pack_of_lies);
	tcase_add_test(t, others_agree);
	suite_add_tcase(s, t);
	return s;
}
