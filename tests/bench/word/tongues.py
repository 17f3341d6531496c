# ruff: noqa: E501
"""The words of drawn papers in further languages, those written from the right and without blanks among them, and works
in them: made up of names and words at random."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from tests.bench.word.texts import Tongue, tongue

RIGHT_TO_LEFT = frozenset(("he", "ar", "fa"))
UNSPACED = frozenset(("zh", "ja"))


class People(NamedTuple):
    """What works in one language are made of: family and given names, words of titles, journals."""

    families: tuple[str, ...]
    given: tuple[str, ...]
    words: tuple[str, ...]
    venues: tuple[str, ...]


# In the name of a table "{}" is its number, where that comes first.
MORE: dict[str, Tongue] = {
    "hu": tongue(
        "Bevezetés|Alapfogalmak|A keresés módszerei|Eredmények|Növekedési modellek|Nyitott kérdések|Összegzés",
        "Irodalomjegyzék|Irodalom|Felhasznált irodalom|Hivatkozások", "{}. táblázat",
        "A kérdést évek óta vizsgálják|Több csoport hasonló értékeket közöl|A legtöbb vizsgálatban kicsi volt a minta|"
        "Mások az egész folyamat modelljét részesítik előnyben|Ezt a nézetet később finomították",
        "Köszönetnyilvánítás|Melléklet",
    ),
    "lt": tongue(
        "Įvadas|Pagrindinės sąvokos|Paieškos metodai|Rezultatai|Augimo modeliai|Atviri klausimai|Išvados",
        "Literatūra|Literatūros sąrašas", "{} lentelė",
        "Šis klausimas tiriamas daugelį metų|Kelios grupės skelbia panašias reikšmes|Daugumoje tyrimų imtis buvo maža|"
        "Kiti renkasi viso proceso modelį|Vėliau šis požiūris buvo patikslintas", "Priedas|Padėka",
    ),
    "lv": tongue(
        "Ievads|Pamatjēdzieni|Meklēšanas metodes|Rezultāti|Izaugsmes modeļi|Atklātie jautājumi|Secinājumi",
        "Literatūra|Izmantotā literatūra|Literatūras saraksts", "{}. tabula",
        "Šis jautājums tiek pētīts daudzus gadus|Vairākas grupas ziņo par līdzīgām vērtībām|Lielākajā daļā pētījumu "
        "izlase bija maza|Citi dod priekšroku visa procesa modelim", "Pielikums|Pateicības",
    ),
    "sl": tongue(
        "Uvod|Osnovni pojmi|Metode iskanja|Rezultati|Modeli rasti|Odprta vprašanja|Zaključek",
        "Literatura|Viri in literatura|Seznam literature|Viri", "Tabela",
        "Vprašanje se preučuje že več let|Več skupin poroča o podobnih vrednostih|V večini raziskav je bil vzorec "
        "majhen|Drugi imajo raje model celotnega procesa", "Priloga|Zahvala",
    ),
    "cs": tongue(
        "Úvod|Základní pojmy|Metody hledání|Výsledky|Modely růstu|Otevřené otázky|Závěr",
        "Literatura|Seznam literatury|Použitá literatura|Seznam použitých zdrojů", "Tabulka",
        "Otázka se zkoumá již mnoho let|Několik skupin uvádí podobné hodnoty|Ve většině studií byl vzorek malý|Jiní "
        "dávají přednost modelu celého procesu", "Příloha|Poděkování",
    ),
    "tr": tongue(
        "Giriş|Temel kavramlar|Arama yöntemleri|Bulgular|Büyüme modelleri|Açık sorular|Sonuç",
        "Kaynakça|Kaynaklar|KAYNAKÇA|Yararlanılan Kaynaklar", "Tablo",
        "Bu soru uzun yıllardır incelenmektedir|Birkaç grup benzer değerler bildirmektedir|Çalışmaların çoğunda "
        "örneklem küçüktü|Diğerleri bütün sürecin modelini tercih eder", "Ek|Teşekkür",
    ),
    "vi": tongue(
        "Giới thiệu|Khái niệm cơ bản|Phương pháp tìm kiếm|Kết quả|Mô hình tăng trưởng|Câu hỏi mở|Kết luận",
        "Tài liệu tham khảo|TÀI LIỆU THAM KHẢO", "Bảng",
        "Câu hỏi này đã được nghiên cứu nhiều năm|Một số nhóm báo cáo các giá trị tương tự|Trong hầu hết các nghiên "
        "cứu mẫu đều nhỏ|Những người khác thích mô hình của toàn bộ quá trình", "Phụ lục|Lời cảm ơn",
    ),
    "el": tongue(
        "Εισαγωγή|Βασικές έννοιες|Μέθοδοι αναζήτησης|Αποτελέσματα|Μοντέλα ανάπτυξης|Ανοικτά ερωτήματα|Συμπεράσματα",
        "Βιβλιογραφία|Αναφορές|ΒΙΒΛΙΟΓΡΑΦΙΑ|Βιβλιογραφικές αναφορές", "Πίνακας",
        "Το ερώτημα μελετάται εδώ και πολλά χρόνια|Αρκετές ομάδες αναφέρουν παρόμοιες τιμές|Στις περισσότερες μελέτες "
        "το δείγμα ήταν μικρό|Άλλοι προτιμούν ένα μοντέλο ολόκληρης της διαδικασίας", "Παράρτημα|Ευχαριστίες",
    ),
    "uk": tongue(
        "Вступ|Основні поняття|Методи пошуку|Результати|Моделі зростання|Відкриті питання|Висновки",
        "Література|Список літератури|Список використаних джерел|ЛІТЕРАТУРА", "Таблиця",
        "Це питання вивчається багато років|Кілька груп повідомляють подібні значення|У більшості робіт вибірка була "
        "малою|Інші віддають перевагу моделі всього процесу", "Додаток|Подяки",
    ),
    "bg": tongue(
        "Въведение|Основни понятия|Методи за търсене|Резултати|Модели на растеж|Отворени въпроси|Заключение",
        "Литература|Използвана литература|Библиография", "Таблица",
        "Въпросът се изучава от много години|Няколко групи съобщават сходни стойности|В повечето изследвания извадката "
        "беше малка|Други предпочитат модел на целия процес", "Приложение|Благодарности",
    ),
    "nl": tongue(
        "Inleiding|Achtergrond|Zoekmethoden|Resultaten|Groeimodellen|Open vragen|Conclusie",
        "Literatuur|Referenties|Literatuurlijst|Bibliografie", "Tabel",
        "De vraag wordt al vele jaren onderzocht|Verschillende groepen melden soortgelijke waarden|In de meeste "
        "studies was de steekproef klein|Anderen verkiezen een model van het hele proces", "Bijlage|Dankwoord",
    ),
    "sv": tongue(
        "Inledning|Bakgrund|Sökmetoder|Resultat|Tillväxtmodeller|Öppna frågor|Slutsatser",
        "Referenser|Litteratur|Källförteckning|Litteraturförteckning", "Tabell",
        "Frågan har studerats i många år|Flera grupper rapporterar liknande värden|I de flesta studier var urvalet "
        "litet|Andra föredrar en modell av hela processen", "Bilaga|Tack",
    ),
    "fi": tongue(
        "Johdanto|Tausta|Hakumenetelmät|Tulokset|Kasvumallit|Avoimet kysymykset|Päätelmät",
        "Lähteet|Kirjallisuus|Lähdeluettelo", "Taulukko",
        "Kysymystä on tutkittu monta vuotta|Useat ryhmät raportoivat samanlaisia arvoja|Useimmissa tutkimuksissa otos "
        "oli pieni|Toiset suosivat koko prosessin mallia", "Liite|Kiitokset",
    ),
    "id": tongue(
        "Pendahuluan|Latar belakang|Metode pencarian|Hasil|Model pertumbuhan|Pertanyaan terbuka|Kesimpulan",
        "Daftar Pustaka|DAFTAR PUSTAKA|Referensi", "Tabel",
        "Pertanyaan ini telah diteliti selama bertahun-tahun|Beberapa kelompok melaporkan nilai yang serupa|Dalam "
        "sebagian besar penelitian sampelnya kecil|Yang lain lebih menyukai model seluruh proses",
        "Lampiran|Ucapan terima kasih",
    ),
    "hi": tongue(
        "परिचय|मूल अवधारणाएँ|खोज की विधियाँ|परिणाम|वृद्धि के मॉडल|खुले प्रश्न|निष्कर्ष",
        "संदर्भ|सन्दर्भ ग्रन्थ सूची|संदर्भ सूची", "तालिका",
        "इस प्रश्न का अध्ययन कई वर्षों से हो रहा है|कई समूह समान मान बताते हैं|अधिकांश अध्ययनों में नमूना छोटा था|"
        "अन्य पूरी प्रक्रिया का मॉडल पसंद करते हैं", "परिशिष्ट|आभार",
    ),
    "zh": tongue(
        "引言|基本概念|检索方法|结果|增长模型|开放问题|结论", "参考文献|参考文献：|参 考 文 献|【参考文献】", "表",
        "这个问题已经研究了很多年|若干研究组报告了类似的数值|在大多数研究中样本很小|另一些作者更倾向于整个过程的模型|"
        "这一观点后来得到了完善|很少有作者给出必要的细节", "附录|致谢|作者简介",
    ),
    "ja": tongue(
        "はじめに|基本概念|検索手法|結果|成長モデル|未解決の問題|おわりに", "参考文献|引用文献|文献", "表",
        "この問題は長年にわたって研究されてきた|いくつかのグループが同様の値を報告している|多くの研究では標本が小さかった|"
        "全体の過程のモデルを好む研究者もいる|この見方は後に洗練された", "付録|謝辞",
    ),
    "ko": tongue(
        "서론|기본 개념|검색 방법|결과|성장 모형|미해결 문제|결론", "참고문헌|참고 문헌|인용문헌", "표",
        "이 문제는 오랫동안 연구되어 왔다|여러 연구팀이 비슷한 값을 보고한다|대부분의 연구에서 표본은 작았다|다른 이들은 전체 "
        "과정의 모형을 선호한다|이 견해는 나중에 다듬어졌다", "부록|감사의 글",
    ),
    "he": tongue(
        "מבוא|מושגי יסוד|שיטות חיפוש|תוצאות|מודלים של צמיחה|שאלות פתוחות|סיכום", "מקורות|ביבליוגרפיה|רשימת מקורות",
        "טבלה", "השאלה נחקרת זה שנים רבות|כמה קבוצות מדווחות על ערכים דומים|ברוב המחקרים המדגם היה קטן|אחרים מעדיפים מודל "
        "של התהליך כולו", "נספח|תודות",
    ),
    "ar": tongue(
        "مقدمة|مفاهيم أساسية|طرق البحث|النتائج|نماذج النمو|أسئلة مفتوحة|خاتمة", "المراجع|قائمة المراجع|المصادر والمراجع",
        "جدول", "درست هذه المسألة منذ سنوات عديدة|أفادت عدة مجموعات بقيم متشابهة|كانت العينة صغيرة في معظم الدراسات|يفضل "
        "آخرون نموذجا للعملية كلها", "ملحق|شكر وتقدير",
    ),
    "fa": tongue(
        "مقدمه|مفاهیم پایه|روش‌های جستجو|نتایج|مدل‌های رشد|پرسش‌های باز|نتیجه‌گیری", "منابع|منابع و مراجع|فهرست منابع",
        "جدول", "این پرسش سال‌هاست که بررسی می‌شود|چند گروه مقادیر مشابهی گزارش کرده‌اند|در بیشتر پژوهش‌ها نمونه کوچک بود|"
        "دیگران مدلی از کل فرایند را ترجیح می‌دهند", "پیوست|سپاسگزاری",
    ),
}  # fmt: skip


def _people(families: str, given: str, words: str, venues: str) -> People:
    return People(tuple(families.split()), tuple(given.split()), tuple(words.split()), tuple(venues.split("|")))


OWN: dict[str, People] = {
    "zh": _people("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙", "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰",
                  "基于 深度 学习 的 图像 分割 方法 研究 综述 网络 数据 模型 进展 系统 分析 评价 土壤 水分",
                  "计算机学报|软件学报|自动化学报|生态学报|中国科学"),
    "ja": _people("佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤", "一郎 健 美咲 翔太 陽子 直樹 恵 大輔",
                  "深層 学習 に よる 画像 認識 の 研究 動向 分析 手法 データ 評価 モデル 調査",
                  "情報処理学会論文誌|電子情報通信学会論文誌|人工知能学会誌"),
    "ko": _people("김 이 박 최 정 강 조 윤 장 임", "민수 지영 현우 서연 준호 은지 성민 수진",
                  "심층 학습을 이용한 영상 분할 방법에 관한 연구 동향 분석 데이터 모형 평가 성장",
                  "정보과학회논문지|한국통신학회논문지|대한전자공학회지"),
    "he": _people("כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן", "דוד שרה יעקב רחל משה מרים יוסף אסתר",
                  "שיטות חדשות ללמידה של מודלים בחברה הישראלית מחקר השוואתי על צמיחה וחינוך",
                  "מגמות|עיונים בחינוך|סוציולוגיה ישראלית"),
    "ar": _people("الأحمد حسن علي محمود السيد إبراهيم خليل ناصر", "محمد فاطمة أحمد خالد سعاد يوسف مريم عمر",
                  "دراسة تحليلية في نماذج النمو والتعليم وأثر البيانات على المجتمع العربي الحديث",
                  "مجلة العلوم الاجتماعية|المجلة العربية للتربية|مجلة جامعة دمشق"),
    "fa": _people("احمدی رضایی کریمی حسینی موسوی جعفری رحیمی صادقی", "علی زهرا محمد مریم حسن فاطمه رضا سارا",
                  "بررسی مدل های رشد داده و یادگیری ماشین در ایران مطالعه تطبیقی روش آموزش",
                  "فصلنامه علوم اجتماعی|مجله پژوهش|نشریه مدیریت"),
    "hi": _people("शर्मा वर्मा गुप्ता सिंह मिश्रा यादव", "राम सीता मोहन गीता अनिल सुनीता",
                  "भारत में शिक्षा और विकास के मॉडल का अध्ययन समाज भाषा", "हिन्दी पत्रिका|समाज विज्ञान"),
    "el": _people("Παπαδόπουλος Γεωργίου Δημητρίου Νικολάου Κωνσταντίνου", "Γιώργος Μαρία Νίκος Ελένη Κώστας",
                  "μελέτη των μοντέλων ανάπτυξης και εκπαίδευσης στην Ελλάδα μια νέα μέθοδος ανάλυσης",
                  "Επιστήμη και Κοινωνία|Ελληνική Επιθεώρηση"),
    "uk": _people("Шевченко Коваленко Бондаренко Ткаченко Кравченко Мельник", "Олена Іван Петро Марія Андрій",
                  "дослідження моделей зростання та розвитку освіти в Україні методи аналізу даних",
                  "Вісник Київського університету|Соціологічні студії"),
    "bg": _people("Иванов Петров Димитров Георгиева Николов Стоянова", "Иван Мария Георги Елена Петър",
                  "изследване на моделите за растеж и образование в България методи за анализ",
                  "Списание на БАН|Педагогика"),
    "ru": _people("Иванов Петров Сидоров Смирнова Кузнецов Попова", "Иван Мария Сергей Елена Пётр",
                  "исследование моделей роста и образования в России методы анализа данных обзор",
                  "Вестник МГУ|Социологические исследования"),
    "hu": _people("Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár", "Péter Anna István Katalin Gábor Éva",
                  "a növekedés modelljei és az oktatás fejlődése Magyarországon új módszer elemzése",
                  "Magyar Tudomány|Szociológiai Szemle"),
    "tr": _people("Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk", "Ayşe Mehmet Fatma Ahmet Zeynep",
                  "büyüme modelleri ve eğitim üzerine bir araştırma yeni yöntem verilerin incelenmesi",
                  "Eğitim ve Bilim|Türk Psikoloji Dergisi"),
    "vi": _people("Nguyễn Trần Lê Phạm Hoàng Vũ Đặng", "Văn An|Thị Hoa".replace("|", " ") + " Minh Tuấn",
                  "nghiên cứu mô hình tăng trưởng và giáo dục ở Việt Nam phương pháp mới",
                  "Tạp chí Khoa học|Tạp chí Giáo dục"),
    "cs": _people("Novák Svoboda Dvořák Černý Procházka Kučera", "Jan Marie Petr Jana Tomáš",
                  "modely růstu a vzdělávání v české společnosti nová metoda analýzy", "Sociologický časopis|Pedagogika"),
}  # fmt: skip


def local_works(language: str, rng: random.Random, count: int) -> list[dict[str, Any]]:
    """Make up works in a language; none where it has no words here."""
    own = OWN.get(language)
    found: list[dict[str, Any]] = []
    for n in range(count if own else 0):
        assert own is not None
        gap = "" if language in UNSPACED else " "
        title = gap.join(rng.sample(own.words, min(len(own.words), rng.choice([5, 6, 8]))))
        people = [{"family": rng.choice(own.families), "given": rng.choice(own.given)}
                  for _ in range(rng.choice([1, 2, 2, 3]))]  # fmt: skip
        first = rng.randint(1, 400)
        found.append({
            "type": "article-journal", "title": f"{title[:1].upper()}{title[1:]}", "author": people,
            "issued": {"date-parts": [[rng.randint(1995, 2024)]]}, "container-title": rng.choice(own.venues),
            "volume": str(rng.randint(1, 60)), "issue": str(n % 6 + 1), "page": f"{first}-{first + 12}",
        })  # fmt: skip
    return found
