package programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import org.apache.commons.httpclient.DefaultHttpMethodRetryHandler;
import org.apache.commons.httpclient.HttpClient;
import org.apache.commons.httpclient.methods.GetMethod;
import org.apache.commons.httpclient.params.HttpMethodParams;

/** Fetches by Apache's HttpClient 3.1, once for each line, which is the URL. */
public final class HttpClient3 {

    private HttpClient3() {}

    public static void main(String[] arguments) throws Exception {
        HttpClient client = new HttpClient();
        client.getParams().setParameter(HttpMethodParams.RETRY_HANDLER, new DefaultHttpMethodRetryHandler(0, false));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String url = lines.readLine(); url != null; url = lines.readLine()) {
            GetMethod get = new GetMethod(url);
            try {
                System.out.println(client.executeMethod(get) + " " + get.getResponseBodyAsString());
            } catch (Exception e) {
                System.out.println(e.getClass().getName() + ": " + e.getMessage());
            } finally {
                get.releaseConnection();
            }
        }
    }
}
