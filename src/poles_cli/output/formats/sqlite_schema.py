"""The tables of the SQLite export.

A column `note_fr` is the field `note.fr` of a record; `own` marks what a person's corrections add.
"""

SCHEMA = """
CREATE TABLE metadata (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE sources (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, url TEXT NOT NULL,
    published TEXT, kind TEXT NOT NULL, own INTEGER);
CREATE TABLE citations (
    subject TEXT NOT NULL, slug TEXT NOT NULL, path TEXT NOT NULL, position INTEGER NOT NULL,
    source TEXT NOT NULL REFERENCES sources,
    PRIMARY KEY (subject, slug, path, position));

CREATE TABLE regions (
    code TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    english_name TEXT NOT NULL, population INTEGER NOT NULL, population_year TEXT NOT NULL,
    mrc_count INTEGER NOT NULL, municipality_count INTEGER NOT NULL, main_city TEXT NOT NULL,
    label_lat REAL NOT NULL, label_lon REAL NOT NULL);
CREATE TABLE region_aliases (region TEXT NOT NULL REFERENCES regions, alias TEXT NOT NULL);

CREATE TABLE poles (
    slug TEXT PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL, short_name TEXT,
    acronym TEXT, kind TEXT NOT NULL, status TEXT NOT NULL,
    kind_note_fr TEXT, kind_note_en TEXT, short_name_note_fr TEXT, short_name_note_en TEXT,
    acronym_note_fr TEXT, acronym_note_en TEXT,
    host_name TEXT, host_acronym TEXT, host_name_en TEXT, host_acronym_en TEXT,
    host_former INTEGER, host_as_of TEXT, host_confidence TEXT, host_note_fr TEXT,
    host_note_en TEXT, history_text_fr TEXT, history_text_en TEXT,
    open_questions_fr TEXT, open_questions_en TEXT,
    latitude REAL, longitude REAL, point_basis TEXT);
CREATE TABLE pole_regions (
    pole TEXT NOT NULL REFERENCES poles, region TEXT NOT NULL REFERENCES regions,
    PRIMARY KEY (pole, region));
CREATE TABLE pole_editions (
    pole TEXT NOT NULL REFERENCES poles, edition TEXT NOT NULL, PRIMARY KEY (pole, edition));
CREATE TABLE pole_names (
    pole TEXT NOT NULL REFERENCES poles, position INTEGER NOT NULL, name TEXT NOT NULL,
    acronym TEXT, language TEXT, since TEXT, until TEXT, seen TEXT, current INTEGER, as_of TEXT,
    confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT,
    PRIMARY KEY (pole, position));
CREATE TABLE pole_aliases (pole TEXT NOT NULL REFERENCES poles, alias TEXT NOT NULL);
CREATE TABLE pole_facts (
    pole TEXT NOT NULL REFERENCES poles, field TEXT NOT NULL, position INTEGER NOT NULL,
    value TEXT, value_fr TEXT, value_en TEXT, as_of TEXT, confidence TEXT NOT NULL,
    note_fr TEXT, note_en TEXT, own INTEGER, set_on TEXT,
    PRIMARY KEY (pole, field, position));
CREATE TABLE contacts (
    pole TEXT NOT NULL REFERENCES poles, field TEXT NOT NULL, former INTEGER NOT NULL,
    value TEXT NOT NULL, as_of TEXT, confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT,
    own INTEGER, set_on TEXT);
CREATE TABLE activities (
    pole TEXT NOT NULL REFERENCES poles, position INTEGER NOT NULL,
    text_fr TEXT NOT NULL, text_en TEXT NOT NULL, note_fr TEXT, note_en TEXT,
    PRIMARY KEY (pole, position));
CREATE TABLE examples (
    pole TEXT NOT NULL REFERENCES poles, position INTEGER NOT NULL, name TEXT NOT NULL,
    municipality TEXT, place TEXT, form_fr TEXT, form_en TEXT, sector_fr TEXT, sector_en TEXT,
    year TEXT, presented_by TEXT NOT NULL, text_fr TEXT NOT NULL, text_en TEXT NOT NULL,
    confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT,
    PRIMARY KEY (pole, position));

CREATE TABLE series (
    id TEXT PRIMARY KEY, title_fr TEXT NOT NULL, title_en TEXT NOT NULL,
    comparable INTEGER NOT NULL, caution_fr TEXT NOT NULL, caution_en TEXT NOT NULL,
    note_fr TEXT, note_en TEXT);
CREATE TABLE figures (
    id INTEGER PRIMARY KEY, pole TEXT REFERENCES poles, series TEXT NOT NULL REFERENCES series,
    year TEXT, published TEXT, all_quebec INTEGER NOT NULL, doubtful INTEGER NOT NULL,
    enterprises INTEGER, enterprises_sign TEXT, jobs INTEGER, jobs_sign TEXT,
    revenue_cad INTEGER, revenue_cad_sign TEXT, scope_fr TEXT NOT NULL, scope_en TEXT NOT NULL,
    confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT);
CREATE TABLE figure_regions (
    figure INTEGER NOT NULL REFERENCES figures, region TEXT NOT NULL REFERENCES regions,
    PRIMARY KEY (figure, region));
CREATE TABLE measures (
    id INTEGER PRIMARY KEY, series TEXT NOT NULL REFERENCES series, year TEXT,
    title_fr TEXT NOT NULL, title_en TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
    count INTEGER, count_sign TEXT, confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT);

CREATE TABLE themes (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, title_fr TEXT NOT NULL,
    title_en TEXT NOT NULL);
CREATE TABLE concepts (
    slug TEXT PRIMARY KEY, theme TEXT NOT NULL REFERENCES themes, term_fr TEXT NOT NULL,
    term_en TEXT NOT NULL, explanation_fr TEXT NOT NULL, explanation_en TEXT NOT NULL,
    confidence TEXT NOT NULL, confidence_note_fr TEXT, confidence_note_en TEXT,
    note_fr TEXT, note_en TEXT);
CREATE TABLE concept_aliases (
    concept TEXT NOT NULL REFERENCES concepts, language TEXT NOT NULL, alias TEXT NOT NULL);
CREATE TABLE legal (
    concept TEXT NOT NULL REFERENCES concepts, position INTEGER NOT NULL, law_fr TEXT NOT NULL,
    law_en TEXT NOT NULL, article_fr TEXT, article_en TEXT, text_fr TEXT NOT NULL,
    text_en TEXT NOT NULL, PRIMARY KEY (concept, position));
CREATE TABLE facts (
    concept TEXT NOT NULL REFERENCES concepts, position INTEGER NOT NULL, year TEXT,
    text_fr TEXT NOT NULL, text_en TEXT NOT NULL, confidence TEXT NOT NULL,
    PRIMARY KEY (concept, position));
CREATE TABLE related (
    concept TEXT NOT NULL REFERENCES concepts, related TEXT NOT NULL REFERENCES concepts,
    PRIMARY KEY (concept, related));

CREATE TABLE network_names (
    position INTEGER PRIMARY KEY, name TEXT NOT NULL, short_name TEXT, language TEXT, seen TEXT,
    current INTEGER, as_of TEXT, confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT);
CREATE TABLE network_facts (
    position INTEGER PRIMARY KEY, section TEXT NOT NULL, text_fr TEXT NOT NULL,
    text_en TEXT NOT NULL, as_of TEXT, confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT);
CREATE TABLE network_counts (
    position INTEGER PRIMARY KEY, year TEXT, poles INTEGER NOT NULL, text_fr TEXT NOT NULL,
    text_en TEXT NOT NULL, confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT);

CREATE TABLE mrc (
    code TEXT PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, label TEXT,
    region TEXT NOT NULL REFERENCES regions, population INTEGER, population_year TEXT,
    lat REAL, lon REAL);
CREATE TABLE municipalities (
    code TEXT PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, designation TEXT,
    kind TEXT NOT NULL, nation TEXT, mrc TEXT NOT NULL REFERENCES mrc, population INTEGER,
    population_year TEXT, twin TEXT REFERENCES municipalities, lat REAL, lon REAL);
CREATE TABLE place_aliases (
    key TEXT NOT NULL, inner_key TEXT, alias TEXT NOT NULL, kind TEXT NOT NULL,
    code TEXT NOT NULL REFERENCES municipalities);
CREATE TABLE postal (
    prefix TEXT NOT NULL, key TEXT NOT NULL, mrc TEXT NOT NULL REFERENCES mrc,
    share INTEGER NOT NULL, PRIMARY KEY (prefix, mrc));
CREATE TABLE pole_territory (
    pole TEXT NOT NULL REFERENCES poles, position INTEGER NOT NULL, mrcs TEXT, nations TEXT,
    with_mrc INTEGER, basis_fr TEXT NOT NULL, basis_en TEXT NOT NULL, as_of TEXT,
    confidence TEXT NOT NULL, note_fr TEXT, note_en TEXT,
    PRIMARY KEY (pole, position));
CREATE TABLE mrc_poles (
    mrc TEXT NOT NULL REFERENCES mrc, pole TEXT NOT NULL REFERENCES poles,
    position INTEGER NOT NULL, confidence TEXT, basis_fr TEXT, basis_en TEXT,
    PRIMARY KEY (mrc, pole));
CREATE TABLE municipality_poles (
    municipality TEXT NOT NULL REFERENCES municipalities, pole TEXT NOT NULL REFERENCES poles,
    position INTEGER NOT NULL, confidence TEXT, basis_fr TEXT, basis_en TEXT,
    PRIMARY KEY (municipality, pole));

CREATE TABLE entries (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL,
    text TEXT NOT NULL, folded TEXT NOT NULL);
CREATE VIRTUAL TABLE entries_fts USING fts5 (
    name, text, folded, content="entries", content_rowid="id",
    tokenize="unicode61 remove_diacritics 2");
"""

# Made once the rows are in: quicker, and the pages come out in a fixed order.
INDEXES = """
INSERT INTO entries_fts (entries_fts) VALUES ('rebuild');
INSERT INTO entries_fts (entries_fts) VALUES ('optimize');
CREATE INDEX citations_source ON citations (source);
CREATE INDEX region_aliases_region ON region_aliases (region);
CREATE INDEX pole_regions_region ON pole_regions (region);
CREATE INDEX pole_aliases_pole ON pole_aliases (pole);
CREATE INDEX contacts_pole ON contacts (pole, field);
CREATE INDEX figures_pole ON figures (pole);
CREATE INDEX figures_series ON figures (series);
CREATE INDEX figure_regions_region ON figure_regions (region);
CREATE INDEX measures_series ON measures (series);
CREATE INDEX concepts_theme ON concepts (theme);
CREATE INDEX concept_aliases_concept ON concept_aliases (concept);
CREATE INDEX related_related ON related (related);
CREATE INDEX mrc_region ON mrc (region);
CREATE INDEX mrc_key ON mrc (key);
CREATE INDEX municipalities_mrc ON municipalities (mrc);
CREATE INDEX municipalities_key ON municipalities (key);
CREATE INDEX place_aliases_key ON place_aliases (key);
CREATE INDEX place_aliases_code ON place_aliases (code);
CREATE INDEX postal_key ON postal (key);
CREATE INDEX postal_mrc ON postal (mrc);
CREATE INDEX mrc_poles_pole ON mrc_poles (pole);
CREATE INDEX municipality_poles_pole ON municipality_poles (pole);
CREATE INDEX entries_slug ON entries (slug);
"""
