/* Both ends of a campaign: files of TLS and an address, which libraries take
 * later, as they like, and say less. */
#include "tools/sitrun.h"

#include <stdio.h>
#include <string.h>

#include "file/campaign_in.h"
#include "file/pem.h"
#include "model/codes.h"
#include "net/receiver.h"

struct place {
	struct sitrun *s;
	uint64_t line;
};

static void reject(const struct place *at, const char *column,
		   struct span file, const struct pem_error *why)
{
	code_find(&at->s->f->diag, SIT105, &(struct code_place){
		.file = at->s->campaign_file, .line = at->line,
		.column = column, .value = &file },
		"cannot be used: %s", why->text);
	at->s->f->system_failed = at->s->f->system_failed || why->system;
}

static void check_certificates(const struct place *at, const char *column,
			       struct span file)
{
	struct pem_error why = { .system = false };
	struct buf text = BUF_INIT;
	const char *path;

	if (!file.n)
		return;
	path = campaign_in_path(at->s->campaign_path, file, &at->s->arena);
	if (!pem_read(path, PEM_PUBLIC, &text, &why)) {
		reject(at, column, file, &why);
	} else if (!strstr(text.p, "CERTIFICATE-----")) {
		snprintf(why.text, sizeof(why.text),
			 "%s: holds no certificate; expected PEM", path);
		reject(at, column, file, &why);
	}
	buf_release(&text);
}

static void check_key(const struct place *at, struct span file)
{
	struct pem_error why;

	if (!file.n)
		return;
	pem_no_core();
	if (!pem_check_secret(campaign_in_path(at->s->campaign_path, file,
					       &at->s->arena), &why))
		reject(at, "key", file, &why);
}

static void check(struct sitrun *s, const struct campaign_tls *tls,
		  uint64_t line)
{
	const struct place at = { s, line };

	check_certificates(&at, "ca", tls->ca);
	check_certificates(&at, "cert", tls->cert);
	check_key(&at, tls->key);
}

void sitrun_ends_check(struct sitrun *s)
{
	const struct campaign *c = &s->campaign;

	for (size_t i = 0; i < c->interfaces.n; i++)
		check(s, &c->interfaces.v[i].tls, c->interfaces.v[i].line);
	check(s, &c->receiver.tls, 0);
	if (!net_receiver_listen_ok(c->receiver.listen))
		code_find(&s->f->diag, SIT002, &(struct code_place){
			.file = s->campaign_file, .column = "listen",
			.value = &c->receiver.listen }, "is not an address "
			"and a port; expected such as 127.0.0.1:8080");
}
