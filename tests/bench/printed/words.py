"""What the papers say: headings and sentences of three languages, and words for tables."""

from __future__ import annotations

ORDERS: dict[str, tuple[str | None, ...]] = {
    "methods": ("Introduction", "Materials and Methods", "Results", "Discussion", "Conclusions"),
    "background": ("Background", "Methods", "Results and discussion", "Conclusions"),
    "no first heading": (None, "Results", "Discussion", "Methods"),
    "pt": ("Introdução", "Material e métodos", "Resultados", "Discussão", "Conclusões"),
    "es": ("Introducción", "Material y métodos", "Resultados", "Discusión", "Conclusiones"),
}
BACK = {
    "en": ("Acknowledgements", "Author contributions", "Funding", "Conflicts of interest",
           "Data availability statement", "Supplementary material", "Ethics statement", "Disclosure"),
    "pt": ("Agradecimentos", "Contribuição dos autores", "Financiamento", "Conflito de interesses"),
    "es": ("Agradecimientos", "Financiación", "Conflicto de intereses"),
}  # fmt: skip
LISTS = {
    "en": ("References", "Literature Cited", "Bibliography", "Works Cited"),
    "pt": ("Referências", "Referências bibliográficas", "Literatura citada"),
    "es": ("Referencias", "Bibliografía", "Literatura citada"),
}
ABSTRACTS = {"en": ("Abstract", "Summary"), "pt": ("Resumo",), "es": ("Resumen",)}
PARTS = ("Background", "Methods", "Results", "Conclusions")
TABLE = {"en": "Table", "pt": "Tabela", "es": "Tabla"}
FIGURE = {"en": "Figure", "pt": "Figura", "es": "Figura"}
CONTINUED = {
    "en": ("{} (continued)", "{}. Cont.", "{}. (Continued)", "{} Continued.", "{}, continued"),
    "pt": ("{} (continuação)", "{}. Continuação."),
    "es": ("{} (continuación)", "{}. Continuación."),
}
FURTHER = "Declarations"  # the heading above small ones of the end matter
SENTENCES = {
    "pt": ("A questão tem sido estudada há muitos anos.", "Vários grupos relatam valores semelhantes.",
           "Na maioria destes estudos a amostra era pequena.", "Outros preferem um modelo do processo inteiro.",
           "Esta visão foi refinada mais tarde."),
    "es": ("La cuestión se ha estudiado durante muchos años.", "Varios grupos informan de valores similares.",
           "Una segunda línea parte de los datos.", "Otros prefieren un modelo del proceso completo.",
           "Esta visión fue refinada más tarde."),
}  # fmt: skip
THEMES = {
    "en": ("Effects of temperature on {s}", "Distribution of {s} in the county", "{s} and its predators",
           "Growth rates of {s}", "Growth of {s} under changing conditions of rainfall and light in the county"),
    "pt": ("Área de estudo", "Coleta de dados", "Análise estatística", "Efeito da temperatura sobre {s}",
           "Distribuição de {s} no norte", "Comparação entre os sexos", "Vegetação", "Amostragem"),
    "es": ("Área de estudio", "Recogida de datos", "Análisis estadístico", "Efecto de la temperatura sobre {s}",
           "Distribución de {s}", "Comparación entre sexos", "Muestreo"),
}  # fmt: skip
SPECIES = ("Rana temporaria", "Bufo bufo", "Hyla arborea", "Lymantria dispar", "Picea abies", "Daphnia magna")
BOXES = ("Key points", "Highlights", "Box 1. Search terms", "What this study adds", "SUMMARY POINTS", "At a glance")
FAMILIES = ("Smith", "Weber", "Okafor", "Lima", "Tanaka", "Novak")

CELLS = (
    "small", "large sample of people", "model of the whole", "no", "yes", "field work in two places", "12.4 ± 0.3",
    "n = 45", "RCT", "cohort", "pond water", "reed and sedge", "Germany", "United States", "not reported", "0.91",
    "accuracy improved by 12% in most of the sites",
)  # fmt: skip
APPROACHES = ("Counting", "Weighing of all frogs", "Remote sensing", "Deep models of calls", "Survey")
LABELS = ("Pond water", "Field work in winter", "Observer effects", "Models of growth", "Long-term trends",
          "Shore plants in the northern county")  # fmt: skip
TAXA = ("Amphibia", "Reptilia", "Insecta", "Crustacea", "Aves")
PROPERTIES = ("Depth of water", "Width of channel", "Noise", "Light and temperature in the first year",
              "Number of observers", "Reed cover")  # fmt: skip
