# Yearly series of data sets that packages of Debian hold, as panels: area,year,indicator,value.
# usage: Rscript collections.R LIBRARY GRETL OUT
#   LIBRARY  folder of R packages: pwt9, collapse, dslabs, plm, AER, Amelia, Zelig, lmtest,
#            urca, carData (dpkg -x of each r-cran-*.deb, usr/lib/R/site-library)
#   GRETL    folder of its sample files (gretl-common and gretl-data, usr/share/gretl/data)
#   OUT      folder that gets pwt.csv, wdi.csv, sectors.csv, states.csv, disease.csv, textbook.csv
# The rule, the same for all: variables in their own units (no logarithms, indices of time, dummies,
# or functions of other columns), the longest run of years without a gap, its last 60 values; at
# least 11; left out when more than a quarter of its changes are zero (constants, values that are
# carried on) or when its bends are below a twentieth of its changes (interpolated), and when 8
# neighbouring values are those of a series already taken. Of a collection about 120 series: as many
# areas of each indicator as that allows, at most 30 and at least 3, evenly spread over the alphabet.
argument <- commandArgs(trailingOnly = TRUE)
if (length(argument) != 3) stop("usage: Rscript collections.R LIBRARY GRETL OUT")
library_folder <- argument[1]
gretl_folder <- argument[2]
out_folder <- argument[3]

MOST_SERIES <- 120
AREAS <- c(3, 30)
LEAST <- 11
MOST_YEARS <- 60
WINDOW <- 8
FIRST_YEAR <- 1900 # of a panel: earlier series are moved there

read_set <- function(package, set, name = set) {
    e <- new.env()
    base <- package == "datasets"
    data(list = set, package = package, lib.loc = if (base) NULL else library_folder, envir = e)
    get(name, e)
}

longest_run <- function(year, value) {
    keep <- is.finite(value) & is.finite(year)
    year <- year[keep]
    value <- value[keep]
    order <- order(year)
    year <- year[order]
    value <- value[order]
    if (length(year) < LEAST || anyDuplicated(year)) return(NULL)
    run <- cumsum(c(TRUE, diff(year) != 1))
    best <- names(which.max(table(run)))
    keep <- tail(which(run == best), MOST_YEARS)
    list(year = year[keep], value = value[keep])
}

is_real <- function(v) {
    if (length(v) < LEAST) return(FALSE)
    d <- diff(v)
    sum(d == 0) <= 0.25 * length(d) && sum(abs(diff(d))) >= 0.05 * sum(abs(d)) &&
        length(unique(v)) > 0.5 * length(v)
}

# Those of `series` (lists of area, indicator, year, value) that the rule takes.
choose <- function(series) {
    taken <- list()
    seen <- new.env(hash = TRUE)
    for (s in series) {
        run <- longest_run(s$year, s$value)
        if (is.null(run) || !is_real(run$value)) next
        n <- length(run$value)
        key <- sapply(seq_len(n - WINDOW + 1), function(i)
            paste(signif(run$value[i:(i + WINDOW - 1)], 6), collapse = " "))
        if (any(sapply(key, exists, envir = seen, inherits = FALSE))) next
        for (k in key) assign(k, TRUE, envir = seen)
        s$year <- run$year
        s$value <- run$value
        taken[[length(taken) + 1]] <- s
    }
    by <- split(taken, sapply(taken, function(s) s$indicator))
    most <- min(max(MOST_SERIES %/% length(by), AREAS[1]), AREAS[2])
    spread <- function(of_one) {
        n <- length(of_one)
        if (n <= most) of_one else of_one[round(seq(1, n, length.out = most))]
    }
    unlist(lapply(by, spread), recursive = FALSE, use.names = FALSE)
}

plain <- function(text) gsub("[^A-Za-z0-9_.]+", "_", text)

write_panel <- function(name, series) {
    series <- choose(series)
    frame <- do.call(rbind, lapply(series, function(s)
        data.frame(area = plain(s$area), year = s$year + max(0, FIRST_YEAR - min(s$year)), indicator = plain(s$indicator),
                   value = signif(s$value, 9))))
    write.csv(frame, file.path(out_folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
    cat(name, length(series), "series,", nrow(frame), "values\n")
}

# Columns of a data frame with an area and a year in each row.
of_frame <- function(frame, area, year, columns, prefix = "") {
    out <- list()
    for (column in columns)
        for (rows in split(seq_len(nrow(frame)), as.character(frame[[area]])))
            out[[length(out) + 1]] <- list(
                area = as.character(frame[[area]][rows[1]]), indicator = paste0(prefix, column),
                year = as.integer(as.character(frame[[year]][rows])),
                value = as.numeric(frame[[column]][rows]))
    out
}

# Columns of a data frame or of time series, one of each.
of_columns <- function(x, area, year, columns = colnames(x)) {
    lapply(columns, function(column)
        list(area = area, indicator = column, year = year, value = as.numeric(x[, column])))
}
of_ts <- function(package, set, columns = NULL) {
    x <- read_set(package, set)
    year <- as.integer(round(time(x)))
    if (is.null(dim(x))) x <- matrix(x, ncol = 1, dimnames = list(NULL, set))
    of_columns(x, set, year, if (is.null(columns)) colnames(x) else columns)
}

# Yearly sample files of gretl: <variable name=...> and rows of <obs>.
of_gretl <- function(path, area) {
    text <- paste(readLines(gzfile(path), warn = FALSE, encoding = "latin1"), collapse = "\n")
    text <- iconv(text, "latin1", "ASCII", sub = "")
    head <- regmatches(text, regexpr("<gretldata[^>]*>", text))
    field <- function(name, of) sub(paste0(".*\\b", name, "=\"([^\"]*)\".*"), "\\1", of)
    if (!grepl("type=\"time-series\"", head) || field("frequency", head) != "1") return(list())
    first <- as.integer(field("startobs", head))
    variable <- regmatches(text, gregexpr("<variable[[:space:]][^>]*>", text))[[1]]
    variable <- gsub("[\n\t ]+", " ", variable)
    name <- sub(".*\\bname=\"([^\"]*)\".*", "\\1", variable)
    label <- ifelse(grepl("label=\"", variable), sub(".*label=\"([^\"]*)\".*", "\\1", variable), "")
    row <- regmatches(text, gregexpr("<obs[^>]*>[^<]*</obs>", text))[[1]]
    value <- strsplit(trimws(gsub("<[^>]*>", "", row)), "[ \n\t]+")
    if (length(unique(lengths(value))) != 1 || lengths(value)[1] != length(name)) return(list())
    x <- suppressWarnings(matrix(as.numeric(unlist(value)), ncol = length(name), byrow = TRUE))
    is_made <- grepl("^(l|ln|log|d|sq)_|^time$|^year$|^trend$|^obs$|_1$", name, ignore.case = TRUE) |
        grepl("dummy|\\blog|lagged|squared|time trend|= 1 |residual|difference", label,
              ignore.case = TRUE)
    lapply(which(!is_made), function(k) list(area = area, indicator = name[k],
                                             year = first + seq_len(nrow(x)) - 1L, value = x[, k]))
}

pwt <- read_set("pwt9", "pwt9.1")
write_panel("pwt", of_frame(pwt, "isocode", "year", c("rgdpna", "rconna", "emp", "avh", "xr",
                                                      "pl_gdpo", "csh_i", "csh_x", "rtfpna")))

world <- read_set("collapse", "wlddev")
gapminder <- read_set("dslabs", "gapminder")
write_panel("wdi", c(of_frame(world, "iso3c", "year", c("PCGDP", "LIFEEX", "ODA", "POP")),
                     of_frame(gapminder, "country", "year", c("infant_mortality", "fertility"))))

sector <- read_set("collapse", "GGDC10S")
columns <- c("AGR", "MIN", "MAN", "PU", "CON", "WRT", "TRA", "FIRE", "GOV", "OTH")
write_panel("sectors", c(
    of_frame(sector[sector$Variable == "VA", ], "Country", "Year", columns, "va_"),
    of_frame(sector[sector$Variable == "EMP", ], "Country", "Year", columns, "emp_")))

cigarettes <- read_set("plm", "Cigar")
cigarettes$year <- 1900 + cigarettes$year
natural_gas <- read_set("AER", "NaturalGas")
gasoline <- read_set("plm", "Gasoline")
for (column in c("lgaspcar", "lincomep", "lrpmg", "lcarpcap"))
    gasoline[[column]] <- exp(gasoline[[column]])
write_panel("states", c(
    of_frame(read_set("plm", "Produc"), "state", "year",
             c("hwy", "water", "util", "pc", "gsp", "emp", "unemp"), "state_"),
    of_frame(cigarettes, "state", "year", c("price", "pop16", "ndi", "sales"),
             "cigarettes_"),
    of_frame(read_set("AER", "Guns"), "state", "year",
             c("violent", "murder", "robbery", "prisoners", "income"), "crime_"),
    of_frame(read_set("AER", "USSeatBelts"), "state", "year", c("miles", "fatalities"), "road_"),
    of_frame(read_set("plm", "Grunfeld"), "firm", "year", c("inv", "value", "capital"), "firm_"),
    of_frame(read_set("AER", "USAirlines"), "firm", "year", c("output", "cost", "price", "load"),
             "airline_"),
    of_frame(natural_gas, "state", "year", c("consumption", "price", "eprice", "heating"), "gas_"),
    of_frame(gasoline, "country", "year", c("lgaspcar", "lincomep", "lrpmg", "lcarpcap"), "exp_"),
    of_frame(read_set("Amelia", "africa"), "country", "year",
             c("gdp_pc", "infl", "trade", "population"), "africa_"),
    of_frame(read_set("Amelia", "freetrade"), "country", "year", c("tariff", "gdp.pc", "intresmi"),
             "asia_"),
    of_frame(read_set("Zelig", "macro"), "country", "year", c("gdp", "unem", "trade"), "oecd_")))

# Cases of a whole year by those of the weeks that reported.
disease <- read_set("dslabs", "us_contagious_diseases")
disease <- disease[disease$weeks_reporting >= 26, ]
disease$cases <- disease$count * 52 / disease$weeks_reporting
write_panel("disease", unlist(lapply(split(disease, disease$disease), function(x)
    of_frame(x, "state", "year", "cases", paste0(x$disease[1], "_"))), recursive = FALSE))

plosser <- read_set("urca", "npext")
plosser[-1] <- lapply(names(plosser)[-1], function(k)
    if (k == "interest") plosser[[k]] else exp(plosser[[k]]))
hartnagel <- read_set("carData", "Hartnagel")
files <- sort(list.files(gretl_folder, "[.]gdt$", recursive = TRUE, full.names = TRUE))
files <- files[!grepl("/(nist|gnuplot|plotbars)/", files)]
textbook <- c(
    of_columns(plosser, "npext", plosser$year, names(plosser)[-1]),
    unlist(lapply(files, function(f) of_gretl(f, sub("[.]gdt$", "", basename(f)))),
           recursive = FALSE),
    of_ts("AER", "ChinaIncome"), of_ts("AER", "ManufactCosts"), of_ts("AER", "USConsump1993"),
    of_ts("AER", "USGasB"), of_ts("AER", "USGasG"), of_ts("AER", "TradeCredit"),
    of_ts("AER", "USInvest"), of_ts("AER", "MotorCycles2"),
    of_ts("lmtest", "ChickEgg"), of_ts("lmtest", "unemployment", c("UN", "G", "x")),
    of_ts("lmtest", "wages", c("CPI", "u")), of_ts("lmtest", "ftemp"), of_ts("lmtest", "USDistLag"),
    of_columns(hartnagel, "Hartnagel", hartnagel$year, names(hartnagel)[-1]),
    of_ts("datasets", "lynx"), of_ts("datasets", "Nile"), of_ts("datasets", "LakeHuron"),
    of_ts("datasets", "nhtemp"), of_ts("datasets", "discoveries"), of_ts("datasets", "airmiles"),
    of_ts("datasets", "sunspot.year"), of_ts("datasets", "treering"))
write_panel("textbook", textbook)
