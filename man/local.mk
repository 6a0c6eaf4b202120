# Pages: prose in PAGE.in, tables from the sources. The pages of section 1
# follow from TOOLS in src/tools/local.mk; the others are listed here.

dist_man1_MANS = $(TOOLS:%=man/%.1)
dist_man5_MANS = \
	man/dmc-selection.5 \
	man/dmc-tally.5 \
	man/duis-messages.5 \
	man/epcl.5 \
	man/plan-demand.5 \
	man/plan-result.5 \
	man/plan-scenario.5 \
	man/plan-series.5 \
	man/plan-tables.5 \
	man/ppcl-changes.5 \
	man/ppcl.5 \
	man/rfi-inventory.5 \
	man/rfi-policy.5 \
	man/rfi-return.5 \
	man/sit-campaign.5 \
	man/sit-cases.5 \
	man/sit-criteria.5 \
	man/sit-devices.5 \
	man/sit-evidence.5 \
	man/sit-journal.5 \
	man/sit-issues.5 \
	man/sit-results.5 \
	man/sit-transactions.5 \
	man/sit-views.5 \
	man/sit-world.5 \
	man/smets1-findings.5 \
	man/wan-services.5 \
	man/srv-groups.5
dist_man7_MANS = man/smets1-tools.7
dist_man7_MANS += man/sit-admin.7

pages = $(dist_man1_MANS) $(dist_man5_MANS) $(dist_man7_MANS)
CLEANFILES += $(pages)
EXTRA_DIST += $(pages:%=%.in)

man_tables = $(wildcard $(top_srcdir)/src/model/*.cols.h \
	$(top_srcdir)/src/model/*.def.h)
make_man = $(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(GENERATE)/make-man '$(VERSION)' $< > $@.tmp && mv $@.tmp $@

man/%.1: man/%.1.in src/tools/%.opts.h src/cli/common.opts.h \
		$(man_tables) $(generators)
	$(make_man)
man/%.5: man/%.5.in $(man_tables) $(generators)
	$(make_man)
man/%.7: man/%.7.in $(man_tables) $(generators)
	$(make_man)
